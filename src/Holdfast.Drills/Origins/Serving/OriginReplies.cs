using System.Text;

namespace Holdfast.Drills;

/// <summary>All answers of an origin, written once so that a request costs one send and no formatting.</summary>
internal sealed class OriginReplies
{
    private static readonly int Kinds = Enum.GetValues<ReplyKind>().Length;

    private readonly OriginReply[] kept = new OriginReply[2 * Kinds];

    public OriginReplies(string name, int bodyBytes)
    {
        byte[] pattern = new byte[bodyBytes];
        BodyPattern.Write(pattern, 0);
        foreach (ReplyKind kind in Enum.GetValues<ReplyKind>())
        {
            (int status, string reason, byte[] body) = kind switch
            {
                ReplyKind.Error => (500, "Internal Server Error", Text($"{name} failed, as it was told to\n")),
                ReplyKind.QueueFull => (503, "Service Unavailable", Text($"{name} has no place left in its queue\n")),
                ReplyKind.Healthy => (200, "OK", Text($"{name} is alive\n")),
                ReplyKind.SessionOver => (200, "OK", Text($"{name} held the session to its end\n")),
                ReplyKind.Malformed => (400, "Bad Request", Text($"{name} does not understand\n")),
                _ => (200, "OK", pattern),
            };
            kept[(int)kind] = Make(name, status, reason, body, close: false);
            kept[Kinds + (int)kind] = Make(name, status, reason, body, close: true);
        }
    }

    public OriginReply Of(ReplyKind kind, bool close) => kept[(close ? Kinds : 0) + (int)kind];

    private static OriginReply Make(string name, int status, string reason, byte[] body, bool close)
    {
        byte[] head = Text($"HTTP/1.1 {status} {reason}\r\nX-Origin: {name}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n{(close ? "Connection: close\r\n" : "")}\r\n");
        return new OriginReply([.. head, .. body], head.Length);
    }

    private static byte[] Text(FormattableString text) => Encoding.ASCII.GetBytes(FormattableString.Invariant(text));
}
