using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills.Load;

/// <summary>
/// A user who holds a WebSocket (RFC 6455) and pings now and then; what the server says is of no interest, only that it stays.
/// Loop's thread only.
/// </summary>
internal sealed class WebSocketUser(SessionRunner runner) : SessionUser(runner), IReadinessHandler
{
    private const long PingPause = LoadTimes.Second;
    private const byte CloseFrame = 0x88;
    private const int HeadBytesMaximum = 8 * 1024;

    // Masked by zeros, which the standard allows and spares the work: four bytes of mask after first byte and length.
    private static readonly byte[] Ping = [0x89, 0x80, 0, 0, 0, 0];
    private static readonly byte[] Bye = [CloseFrame, 0x80, 0, 0, 0, 0];

    private readonly PreparedRequest upgrade = PreparedRequest.Of(
        runner.Traffic with { KeepAlive = true },
        new RequestShape
        {
            Path = runner.Session.Path,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Connection"] = "Upgrade",
                ["Upgrade"] = "websocket",
                ["Sec-WebSocket-Version"] = "13",
                // Any 16 bytes; who checks the answer to it would check the server's library.
                ["Sec-WebSocket-Key"] = "aG9sZGZhc3QtbG9hZC0xMg==",
            },
        },
        runner.Host);

    private SocketId own = SocketId.None;
    private InputBuffer? head;
    private bool isConnected;

    private IEventLoop Events => Runner.Loop.Events;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        if (!isConnected)
        {
            IoStatus status = Events.FinishConnect(own);
            if (status == IoStatus.InProgress)
            {
                return;
            }

            isConnected = status == IoStatus.Done;
            if (!isConnected || !TrySend(upgrade.Bytes))
            {
                Fail(CountKind.SessionsRefused);
                return;
            }
        }

        if ((readiness & (Readiness.Readable | Readiness.PeerClosed | Readiness.Failed)) != 0)
        {
            Receive(socket);
        }
    }

    protected override void Open(long now)
    {
        Runner.Recorder.Count(CountKind.SessionsOpened, CameAt);
        Runner.Connections++;
        isConnected = false;
        head = null;
        IoStatus status = Events.Connect(Lane.Target, Lane.Source, this, out own);
        if (status is not (IoStatus.Done or IoStatus.InProgress))
        {
            own = SocketId.None;
            Runner.Connections--;
            Lose(status is IoStatus.Refused or IoStatus.TimedOut or IoStatus.Reset ? CountKind.SessionsRefused : CountKind.DroppedByClient, now);
            return;
        }

        Schedule(now + LoadTimes.Nanoseconds(Runner.Traffic.Timeout));
    }

    protected override void CloseLine()
    {
        if (!own.IsNone)
        {
            Events.Close(own);
            own = SocketId.None;
            Runner.Connections--;
        }
    }

    protected override void OnDue(long nowNanoseconds)
    {
        if (own.IsNone)
        {
            base.OnDue(nowNanoseconds);
        }
        else if (!IsOpen)
        {
            Fail(CountKind.SessionsRefused);
        }
        else if (nowNanoseconds >= LeavesAt)
        {
            TrySend(Bye);
            Complete();
        }
        else if (TrySend(Ping))
        {
            Schedule(nowNanoseconds + PingPause);
        }
        else
        {
            Fail(CountKind.SessionsCut);
        }
    }

    private void Receive(SocketId socket)
    {
        while (own == socket)
        {
            IoResult result = Events.Receive(own, Runner.Loop.Received);
            if (result.Status == IoStatus.WouldBlock)
            {
                return;
            }

            ReadOnlySpan<byte> received = Runner.Loop.Received.AsSpan(0, result.Bytes);
            // What is received begins with a frame: the server has nothing to say but pongs, and a close before it goes.
            if (!result.IsDone || (IsOpen && received[0] == CloseFrame))
            {
                Fail(IsOpen ? CountKind.SessionsCut : CountKind.SessionsRefused);
            }
            else if (!IsOpen)
            {
                TakeHead(received);
            }
        }
    }

    private void TakeHead(ReadOnlySpan<byte> received)
    {
        head ??= new InputBuffer(HeadBytesMaximum);
        if (!head.TryAdd(received))
        {
            Fail(CountKind.SessionsRefused);
            return;
        }

        ResponseHead answer = Runner.Loop.Head;
        answer.Reset();
        ParseStatus status = ResponseParser.Parse(head.Filled, answer, HttpMethod.Get, HeadLimits.Default);
        if (status == ParseStatus.NeedMore)
        {
            return;
        }

        if (status == ParseStatus.Complete)
        {
            Runner.Recorder.CountStatus(new LoadRequest { IntendedAt = CameAt }, answer.StatusCode);
        }

        if (status != ParseStatus.Complete || answer.StatusCode != 101)
        {
            Fail(CountKind.SessionsRefused);
            return;
        }

        head = null;
        SetOpen(true);
        Schedule(Runner.Loop.NowNanoseconds + PingPause);
    }

    // All that is ever sent fits an empty send buffer; one that is full belongs to a server that reads nothing any more.
    private bool TrySend(byte[] bytes) => Events.Send(own, bytes) is { IsDone: true } sent && sent.Bytes == bytes.Length;

    private void Fail(CountKind why)
    {
        CloseLine();
        SetOpen(false);
        Lose(why, Runner.Loop.NowNanoseconds);
    }
}
