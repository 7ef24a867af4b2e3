using System.Text;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>
/// One client of a <see cref="SmallOrigin"/>: head, body, answer, and again. Owned by the origin's thread. It only receives between two
/// answers, so a client that pipelines or uploads too fast is slowed by the kernel's buffers.
/// </summary>
internal sealed class OriginConnection : IReadinessHandler
{
    private readonly SmallOrigin origin;
    private readonly SocketId connection;
    private readonly InputBuffer input;
    private readonly RequestHead head;
    private readonly BodyCounter body;
    private readonly OriginResponse response = new();
    private readonly ActionTimer pause;
    private OriginAnswer answer = new();
    private State state;
    private bool close;
    private string text = "";

    public OriginConnection(SmallOrigin origin, SocketId connection)
    {
        this.origin = origin;
        this.connection = connection;
        input = new InputBuffer(HeadLimits.Default.HeadBytes);
        head = new RequestHead(HeadLimits.Default);
        body = new BodyCounter(HeadLimits.Default);
        pause = new ActionTimer(Resume);
    }

    private enum State
    {
        ReadingHead,
        ReadingBody,
        Pausing,
        Answering,
        Closed,
    }

    public void OnReady(SocketId socket, Readiness readiness) => Advance();

    /// <summary>Resets the connection, whatever it is doing.</summary>
    public void Abort() => End(reset: true);

    private void Advance()
    {
        while (state switch
        {
            State.ReadingHead => ReadHead(),
            State.ReadingBody => ReadBody(),
            State.Answering => SendAnswer(),
            _ => false,
        })
        {
        }
    }

    private bool ReadHead()
    {
        ParseStatus status = input.Filled.IsEmpty ? ParseStatus.NeedMore : RequestParser.Parse(input.Filled, head, HeadLimits.Default);
        if (status == ParseStatus.NeedMore)
        {
            return ReceiveMore();
        }

        if (status == ParseStatus.Rejected)
        {
            text = $"{origin.Name} refuses: {head.Rejection}\n";
            close = true;
            body.Begin(BodyFraming.None, 0);
            return Answer(new OriginAnswer { Status = 400, Text = Encoding.ASCII.GetBytes(text) });
        }

        Understand(input.Filled);
        input.Consume(head.Length);
        state = State.ReadingBody;
        return true;
    }

    private void Understand(ReadOnlySpan<byte> bytes)
    {
        string method = Encoding.ASCII.GetString(head.MethodToken.Of(bytes));
        text = $"{origin.Name} {method} {Encoding.UTF8.GetString(head.PathAndQuery.Of(bytes))}\n";
        answer = OriginPaths.AnswerTo(head.Path.Of(bytes), bytes[..head.Length], text);
        close = !head.KeepAlive || answer.Close;
        body.Begin(head.Framing, head.ContentLength);
        origin.CountRequest();
        if (head.ExpectContinue && !body.IsComplete)
        {
            // 25 bytes into an empty send buffer: the kernel takes them whole.
            origin.Loop.Send(connection, "HTTP/1.1 100 Continue\r\n\r\n"u8);
        }
    }

    private bool ReadBody()
    {
        if (!body.IsComplete)
        {
            input.Consume(body.Take(input.Filled));
        }

        if (body.IsBroken)
        {
            End(reset: true);
            return false;
        }

        return body.IsComplete ? Answer(answer) : ReceiveMore();
    }

    private bool Answer(OriginAnswer next)
    {
        answer = next;
        response.Begin(next, origin.Name, body.Bytes, head.Method == HttpMethod.Head, close);
        TimeSpan delay = next.Delay + origin.Delay;
        if (delay > TimeSpan.Zero)
        {
            Wait(delay);
            return false;
        }

        state = State.Answering;
        return true;
    }

    private bool SendAnswer()
    {
        if (response.Pending.IsEmpty || answer.Pause == TimeSpan.Zero)
        {
            response.Produce();
        }

        if (!response.Pending.IsEmpty)
        {
            IoResult result = origin.Loop.Send(connection, response.Pending);
            if (!result.IsDone)
            {
                return result.Status != IoStatus.WouldBlock && End(reset: false);
            }

            response.Sent(result.Bytes);
        }

        if (response.IsTimeToReset)
        {
            return End(reset: true);
        }

        if (response.IsComplete)
        {
            return close ? End(reset: false) : BeginNext();
        }

        if (answer.Pause > TimeSpan.Zero && response.Pending.IsEmpty)
        {
            Wait(answer.Pause);
            return false;
        }

        return true;
    }

    private bool BeginNext()
    {
        head.Reset();
        state = State.ReadingHead;
        return true;
    }

    private bool ReceiveMore()
    {
        if (input.IsFull)
        {
            return End(reset: true);
        }

        IoStatus status = input.Receive(origin.Loop, connection);
        return status == IoStatus.Done || (status != IoStatus.WouldBlock && End(reset: false));
    }

    private void Wait(TimeSpan duration)
    {
        state = State.Pausing;
        origin.Schedule(pause, duration);
    }

    private void Resume()
    {
        state = State.Answering;
        Advance();
    }

    /// <summary>Always false: nothing can be done with the connection any more.</summary>
    private bool End(bool reset)
    {
        if (state == State.Closed)
        {
            return false;
        }

        state = State.Closed;
        origin.Forget(this, pause);
        if (reset)
        {
            origin.Loop.Abort(connection);
        }
        else
        {
            origin.Loop.Close(connection);
        }

        return false;
    }
}
