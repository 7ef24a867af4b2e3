using System.Text;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// The gateway's own answers, formatted once: refusing must cost less than serving. One text for each status, in four variants
/// (connection kept or closed, with or without body for HEAD).
/// </summary>
internal static class LocalAnswers
{
    private static readonly Dictionary<int, string> Reasons = new()
    {
        [400] = "Bad Request",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [408] = "Request Timeout",
        [413] = "Content Too Large",
        [414] = "URI Too Long",
        [417] = "Expectation Failed",
        [429] = "Too Many Requests",
        [431] = "Request Header Fields Too Large",
        [500] = "Internal Server Error",
        [501] = "Not Implemented",
        [502] = "Bad Gateway",
        [503] = "Service Unavailable",
        [504] = "Gateway Timeout",
        [505] = "HTTP Version Not Supported",
    };

    private static readonly byte[]?[] Prepared = Prepare();

    /// <summary>The phrase of a status in the table.</summary>
    public static string ReasonOf(int status) => Reasons[status];

    /// <summary>The whole answer. A status that is not in the table is answered as 500.</summary>
    public static ReadOnlySpan<byte> Of(int status, bool close, bool withoutBody)
    {
        byte[]? answer = Prepared[Slot(Reasons.ContainsKey(status) ? status : 500, close, withoutBody)];
        return answer;
    }

    private static int Slot(int status, bool close, bool withoutBody) => (status * 4) + (close ? 2 : 0) + (withoutBody ? 1 : 0);

    private static byte[]?[] Prepare()
    {
        byte[]?[] prepared = new byte[]?[600 * 4];
        foreach ((int status, string reason) in Reasons)
        {
            foreach (bool close in (ReadOnlySpan<bool>)[false, true])
            {
                prepared[Slot(status, close, withoutBody: false)] = Format(status, reason, close, withoutBody: false);
                prepared[Slot(status, close, withoutBody: true)] = Format(status, reason, close, withoutBody: true);
            }
        }

        return prepared;
    }

    private static byte[] Format(int status, string reason, bool close, bool withoutBody)
    {
        string body = $"{status} {reason}\n";
        string head = $"HTTP/1.1 {status} {reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\n"
            + (close ? "Connection: close\r\n" : string.Empty) + "\r\n";
        return Encoding.ASCII.GetBytes(withoutBody ? head : head + body);
    }
}
