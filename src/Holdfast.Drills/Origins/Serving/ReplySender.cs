namespace Holdfast.Drills;

/// <summary>Sends one answer after the other, each as fast as the client takes it. Loop thread only.</summary>
internal sealed class ReplySender(OriginWire wire)
{
    private OriginReply? reply;
    private int sent;
    private int end;

    /// <summary>The answer is sent.</summary>
    public bool IsWhole => reply is null;

    /// <summary>The connection ends behind it.</summary>
    public bool Closes { get; private set; }

    public void Begin(OriginReply answer, bool headOnly, bool close)
    {
        reply = answer;
        end = headOnly ? answer.HeadBytes : answer.Bytes.Length;
        sent = 0;
        Closes = close;
    }

    /// <summary>False when it has to wait, or the connection has ended.</summary>
    public bool Send()
    {
        int count = wire.Send(reply!.Bytes.AsSpan(sent, end - sent));
        sent += Math.Max(0, count);
        reply = count > 0 && sent == end ? null : reply;
        return count > 0;
    }
}
