using System.Text;
using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>One connection with orders: request with a small body, answer, and again. Loop thread only. Next: <see cref="ControlActions"/>.</summary>
internal sealed class ControlClient(Origin origin, SocketId connection) : IReadinessHandler
{
    private const int RequestBytesMaximum = 64 * 1024;

    private readonly InputBuffer input = new(RequestBytesMaximum);
    private readonly RequestHead head = new(HeadLimits.Default);
    private byte[] answer = [];
    private int sent;
    private bool closed;

    public void OnReady(SocketId socket, Readiness readiness)
    {
        while (!closed && Step())
        {
        }
    }

    private bool Step()
    {
        if (sent < answer.Length)
        {
            IoResult result = origin.Loop.Send(connection, answer.AsSpan(sent));
            sent += result.IsDone ? result.Bytes : 0;
            return result.IsDone || (result.Status != IoStatus.WouldBlock && Close());
        }

        return TryAnswer() || Receive();
    }

    private bool Receive()
    {
        if (input.IsFull)
        {
            return Close();
        }

        IoStatus status = input.Receive(origin.Loop, connection);
        return status == IoStatus.Done || (status != IoStatus.WouldBlock && Close());
    }

    /// <summary>False when no whole request has come yet.</summary>
    private bool TryAnswer()
    {
        ReadOnlySpan<byte> bytes = input.Filled;
        head.Reset();
        ParseStatus status = bytes.IsEmpty ? ParseStatus.NeedMore : RequestParser.Parse(bytes, head, HeadLimits.Default);
        if (status == ParseStatus.Rejected || (status == ParseStatus.Complete && head.Framing == BodyFraming.Chunked))
        {
            return !Close();
        }

        long length = head.Length + head.ContentLength;
        if (status == ParseStatus.NeedMore || bytes.Length < length)
        {
            return false;
        }

        string target = Encoding.UTF8.GetString(head.PathAndQuery.Of(bytes));
        ControlAnswer given = ControlActions.Do(origin, head.Method, target, bytes[head.Length..(int)length]);
        input.Consume((int)length);
        Write(given);
        return true;
    }

    private void Write(ControlAnswer given)
    {
        byte[] body = Encoding.UTF8.GetBytes(given.Json + "\n");
        string reason = given.Status == 200 ? "OK" : given.Status == 404 ? "Not Found" : "Bad Request";
        byte[] start = Encoding.ASCII.GetBytes(FormattableString.Invariant($"HTTP/1.1 {given.Status} {reason}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        answer = [.. start, .. body];
        sent = 0;
    }

    /// <summary>Always false.</summary>
    private bool Close()
    {
        closed = true;
        origin.Loop.Close(connection);
        return false;
    }
}
