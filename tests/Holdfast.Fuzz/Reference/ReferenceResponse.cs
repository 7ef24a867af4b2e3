using Holdfast.Http1;

namespace Holdfast.Fuzz.Reference;

internal static class ReferenceResponse
{
    public static ReferenceMessage Read(ReferenceText text, int start, bool toHead, HeadLimits limits)
    {
        var message = new ReferenceMessage { Start = start };
        int position = start;
        int headBound = start + limits.HeadBytes + (text.Twist == Twist.CountsHeadLimitOneTooFar ? 1 : 0);
        message.Head = text.ReadLine(ref position, Math.Min(start + limits.StartLineBytes + 2, headBound), out string line);
        if (message.Head == Verdict.Complete && !ReadLine(message, line))
        {
            message.Head = Verdict.Rejected;
        }

        if (message.Head == Verdict.Complete)
        {
            message.Head = text.ReadFields(ref position, headBound, limits.Fields, dropsUnderscore: false, message.Fields);
        }

        message.HeadEnd = position;
        if (message.Head == Verdict.Complete && !Judge(message, toHead, text.Twist))
        {
            message.Head = Verdict.Rejected;
        }

        return message;
    }

    private static bool ReadLine(ReferenceMessage message, string line)
    {
        if (!(line.StartsWith("HTTP/1.0 ", StringComparison.Ordinal) || line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)))
        {
            return false;
        }

        message.Old = line[7] == '0';
        string rest = line[9..];
        int space = rest.IndexOf(' ');
        string code = space < 0 ? rest : rest[..space];
        message.Reason = space < 0 ? "" : rest[(space + 1)..];
        if (code.Length != 3 || !code.All(char.IsAsciiDigit))
        {
            return false;
        }

        message.Status = int.Parse(code);
        return message.Status is >= 100 and <= 599;
    }

    private static bool Judge(ReferenceMessage message, bool toHead, Twist twist)
    {
        List<string> lengths = message.Values("Content-Length");
        List<string> codings = message.Values("Transfer-Encoding");
        if (lengths.Count > 1 || codings.Count > 1 || (codings.Count == 1 && (message.Old || !ReferenceText.Same(codings[0], "chunked"))))
        {
            return false;
        }

        if (lengths.Count == 1 && (lengths[0].Length is 0 or > 18 || !lengths[0].All(char.IsAsciiDigit)))
        {
            return false;
        }

        var connection = new ReferenceConnection();
        if (!connection.Read(message, request: false, twist))
        {
            return false;
        }

        bool chunked = codings.Count == 1;
        long? length = lengths.Count == 1 ? long.Parse(lengths[0]) : null;
        bool bodiless = message.Status < 200 || message.Status == 204;
        bool skipsHead = toHead && twist != Twist.ReadsBodyOfHead;
        foreach (ReferenceField field in message.Fields)
        {
            field.Dropped |= field.Is("Content-Length") && (chunked || bodiless);
        }

        message.Framing = bodiless || message.Status == 304 || skipsHead ? "None" : chunked ? "Chunked" : length != null ? "Length" : "UntilClose";
        message.ContentLength = message.Framing == "Length" ? length!.Value : 0;
        bool doubtful = (chunked && length != null) || message.Framing == "UntilClose" || message.Status == 101 || (bodiless && (chunked || length > 0));
        message.KeepAlive &= !doubtful;
        List<string> upgrades = message.Values("Upgrade");
        message.WebSocket = message.Status == 101 && !message.Old && connection.Has("upgrade") && upgrades.Count == 1 && ReferenceText.Same(upgrades[0], "websocket");
        return true;
    }
}
