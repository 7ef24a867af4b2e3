using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Drills.Load;

/// <summary>
/// One connection with at most one request under way; its timer is the client's patience. Reused after it was closed, also for another
/// address. Loop's thread only. Reports to its <see cref="IAttemptOwner"/>.
/// </summary>
internal sealed class LoadConnection : TimerNode, IReadinessHandler
{
    private readonly LoadLoop loop;
    private readonly IAttemptOwner owner;
    private readonly ResponseReader reader;
    private SocketId own = SocketId.None;
    private PreparedRequest? sending;
    private int sent;
    private bool isConnecting;

    public LoadConnection(LoadLoop loop, IAttemptOwner owner)
    {
        this.loop = loop;
        this.owner = owner;
        reader = new ResponseReader(loop.Head);
    }

    /// <summary>What the owner sends on it.</summary>
    public LoadRequest Request;

    /// <summary>Links of the owner's list of idle connections.</summary>
    public LoadConnection? IdleBefore { get; set; }

    public LoadConnection? IdleAfter { get; set; }

    public Lane? Lane { get; set; }

    public bool IsOpen => !own.IsNone;

    public bool IsBusy { get; private set; }

    /// <summary>Sends over the open connection, or over one that is opened first.</summary>
    public void Begin(PreparedRequest request, Lane lane, long now, long patienceNanoseconds)
    {
        sending = request;
        sent = 0;
        IsBusy = true;
        reader.Begin(request.Method);
        loop.Timers.Schedule(this, now + patienceNanoseconds);
        if (IsOpen)
        {
            Send();
        }
        else
        {
            Connect(lane);
        }
    }

    /// <summary>Without a word to the owner.</summary>
    public void Close()
    {
        loop.Timers.Cancel(this);
        if (IsOpen)
        {
            loop.Events.Close(own);
            own = SocketId.None;
        }

        IsBusy = isConnecting = false;
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        if (isConnecting)
        {
            IoStatus status = loop.Events.FinishConnect(own);
            if (status == IoStatus.InProgress)
            {
                return;
            }

            isConnecting = false;
            if (status != IoStatus.Done)
            {
                Fail(ReasonOf(status), isClientLimited: IsLackHere(status));
                return;
            }

            Send();
        }
        else if (IsBusy && sent < sending!.Bytes.Length && (readiness & Readiness.Writable) != 0)
        {
            Send();
        }

        // The attempt may have ended just now, and another one may have begun on another socket.
        if (own == socket && (readiness & (Readiness.Readable | Readiness.PeerClosed | Readiness.Failed)) != 0)
        {
            Receive((readiness & Readiness.PeerClosed) != 0);
        }
    }

    protected override void OnDue(long nowNanoseconds) => Fail(isConnecting ? FailureReason.ConnectTimeout : FailureReason.Timeout);

    private void Connect(Lane lane)
    {
        IoStatus status = loop.Events.Connect(lane.Target, lane.Source, this, out own);
        if (status is IoStatus.Done or IoStatus.InProgress)
        {
            isConnecting = status == IoStatus.InProgress;
            if (!isConnecting)
            {
                Send();
            }
        }
        else
        {
            own = SocketId.None;
            Fail(ReasonOf(status), isClientLimited: IsLackHere(status));
        }
    }

    private void Send()
    {
        byte[] bytes = sending!.Bytes;
        while (sent < bytes.Length)
        {
            IoResult result = loop.Events.Send(own, bytes.AsSpan(sent));
            if (!result.IsDone)
            {
                if (result.Status != IoStatus.WouldBlock)
                {
                    // A server that refuses a body answers and closes while the body is still on its way: the answer counts.
                    Receive(peerClosed: true);
                }

                return;
            }

            sent += result.Bytes;
        }
    }

    private void Receive(bool peerClosed)
    {
        while (true)
        {
            IoResult result = loop.Events.Receive(own, loop.Received);
            if (result.Status == IoStatus.WouldBlock && !(peerClosed && IsBusy && sent < sending!.Bytes.Length))
            {
                return;
            }

            if (!IsBusy)
            {
                // Nothing was asked: the other side closes, or says what nobody can use.
                Close();
                owner.OnIdleClosed(this);
                return;
            }

            ReadProgress progress = result.IsDone ? reader.Take(loop.Received.AsSpan(0, result.Bytes))
                : result.Status == IoStatus.EndOfStream ? reader.End()
                : ReadProgress.Malformed;
            if (progress != ReadProgress.NeedMore)
            {
                End(progress, result, peerClosed);
                return;
            }

            if (result.Bytes < LoadLoop.ReceiveBytes && !peerClosed)
            {
                return;
            }
        }
    }

    private void End(ReadProgress progress, in IoResult result, bool peerClosed)
    {
        if (progress == ReadProgress.Malformed)
        {
            Fail(result.IsDone ? FailureReason.Malformed : FailureReason.Reset);
            return;
        }

        bool keeps = reader.KeepAlive && !peerClosed && sent == sending!.Bytes.Length;
        loop.Timers.Cancel(this);
        IsBusy = false;
        if (!keeps)
        {
            Close();
        }

        owner.OnEnd(this, AttemptEnd.Answered(reader.Status, keeps));
    }

    private void Fail(FailureReason reason, bool isClientLimited = false)
    {
        Close();
        owner.OnEnd(this, isClientLimited ? AttemptEnd.NotBegun() : AttemptEnd.Failed(reason));
    }

    private static FailureReason ReasonOf(IoStatus status) => status switch
    {
        IoStatus.Refused => FailureReason.ConnectRefused,
        IoStatus.TimedOut => FailureReason.ConnectTimeout,
        IoStatus.Reset or IoStatus.EndOfStream => FailureReason.Reset,
        _ => FailureReason.Unreachable,
    };

    private static bool IsLackHere(IoStatus status) => status is IoStatus.TooManyDescriptors or IoStatus.NoResources or IoStatus.AddressInUse
        or IoStatus.AddressNotAvailable or IoStatus.NotPermitted;
}
