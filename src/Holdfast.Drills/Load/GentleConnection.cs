using System.Text;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>One keep-alive connection of a <see cref="GentleClient"/>, with at most one request under way. Client's thread only.</summary>
internal sealed class GentleConnection : IReadinessHandler
{
    private readonly GentleClient client;
    private readonly InputBuffer input = new(HeadLimits.Default.HeadBytes);
    private readonly ResponseHead head = new(HeadLimits.Default);
    private readonly BodyCounter body = new(HeadLimits.Default);
    private readonly ActionTimer deadline;
    private SocketId connection = SocketId.None;
    private byte[] request = [];
    private int requestSent;
    private bool connected;
    private bool headDone;
    private string server = "-";

    public GentleConnection(GentleClient client)
    {
        this.client = client;
        deadline = new ActionTimer(() => Fail());
    }

    public bool IsBusy { get; private set; }

    public void Begin(byte[] requestBytes)
    {
        request = requestBytes;
        requestSent = 0;
        IsBusy = true;
        headDone = false;
        server = "-";
        head.Reset();
        client.Schedule(deadline);
        if (connection.IsNone && !Connect())
        {
            Fail();
            return;
        }

        Advance();
    }

    public void OnReady(SocketId socket, Readiness readiness)
    {
        if (!connected)
        {
            IoStatus status = client.Loop.FinishConnect(connection);
            connected = status == IoStatus.Done;
            if (status is not (IoStatus.Done or IoStatus.InProgress))
            {
                Fail();
                return;
            }
        }

        Advance();
    }

    private bool Connect()
    {
        IoStatus status = client.Loop.Connect(client.Target, this, out connection);
        connected = status == IoStatus.Done;
        return connected || status == IoStatus.InProgress;
    }

    private void Advance()
    {
        if (!connected)
        {
            return;
        }

        if (!IsBusy)
        {
            // The other side closes an idle connection, or says something unasked: either way it is of no use any more.
            CloseUnlessQuiet();
            return;
        }

        if (!SendRequest())
        {
            return;
        }

        while (IsBusy && Understand())
        {
        }
    }

    private bool SendRequest()
    {
        while (requestSent < request.Length)
        {
            IoResult result = client.Loop.Send(connection, request.AsSpan(requestSent));
            if (!result.IsDone)
            {
                if (result.Status != IoStatus.WouldBlock)
                {
                    Fail();
                }

                return false;
            }

            requestSent += result.Bytes;
        }

        return true;
    }

    /// <summary>One step with what was received, or receives more; false when it must wait.</summary>
    private bool Understand()
    {
        if (!headDone)
        {
            ParseStatus status = input.Filled.IsEmpty ? ParseStatus.NeedMore : ResponseParser.Parse(input.Filled, head, HttpMethod.Get, HeadLimits.Default);
            if (status == ParseStatus.NeedMore)
            {
                return ReceiveMore();
            }

            return status == ParseStatus.Complete ? TakeHead() : Fail();
        }

        input.Consume(body.Take(input.Filled));
        if (body.IsBroken)
        {
            return Fail();
        }

        return body.IsComplete ? Complete() : ReceiveMore();
    }

    private bool TakeHead()
    {
        ReadOnlySpan<byte> bytes = input.Filled;
        int named = head.Fields.IndexOf(bytes, "X-Origin"u8);
        server = named < 0 ? "-" : Encoding.ASCII.GetString(head.Fields.Fields[named].Value.Of(bytes));
        headDone = !head.IsInterim;
        input.Consume(head.Length);
        if (headDone)
        {
            body.Begin(head.Framing, head.ContentLength);
            return !body.IsComplete || Complete();
        }

        head.Reset();
        return true;
    }

    private bool ReceiveMore()
    {
        if (input.IsFull)
        {
            return Fail();
        }

        IoStatus status = input.Receive(client.Loop, connection);
        if (status is IoStatus.Done or IoStatus.WouldBlock)
        {
            return status == IoStatus.Done;
        }

        if (headDone)
        {
            body.Close();
        }

        return headDone && body.IsComplete && status == IoStatus.EndOfStream ? Complete() : Fail();
    }

    /// <summary>Always false: the answer is over.</summary>
    private bool Complete()
    {
        IsBusy = false;
        client.Finish(deadline);
        client.Counts.CountAnswer(server, head.StatusCode);
        if (!head.KeepAlive || !input.Filled.IsEmpty)
        {
            Close();
        }

        return false;
    }

    /// <summary>Always false: there is nothing to wait for.</summary>
    private bool Fail()
    {
        IsBusy = false;
        client.Finish(deadline);
        client.Counts.CountFailed();
        Close();
        return false;
    }

    private void CloseUnlessQuiet()
    {
        if (input.IsFull || input.Receive(client.Loop, connection) != IoStatus.WouldBlock)
        {
            Close();
        }
    }

    private void Close()
    {
        client.Loop.Close(connection);
        connection = SocketId.None;
        connected = false;
        input.Consume(input.Filled.Length);
    }
}
