using Holdfast.Http1;

namespace Holdfast.Fuzz.Reference;

internal static class ReferenceRequest
{
    public static ReferenceMessage Read(ReferenceText text, int start, HeadLimits limits)
    {
        var message = new ReferenceMessage { Start = start };
        int position = start;
        int headBound = start + limits.HeadBytes + (text.Twist == Twist.CountsHeadLimitOneTooFar ? 1 : 0);
        message.Head = text.ReadLine(ref position, Math.Min(start + limits.StartLineBytes + 2, headBound), out string line);
        if (message.Head == Verdict.Complete && line == "")
        {
            message.Head = text.ReadLine(ref position, Math.Min(position + limits.StartLineBytes + 2, headBound), out line);
        }

        if (message.Head == Verdict.Complete && !ReadLine(message, line, text.Twist))
        {
            message.Head = Verdict.Rejected;
        }

        if (message.Head == Verdict.Complete)
        {
            message.Head = text.ReadFields(ref position, headBound, limits.Fields, dropsUnderscore: true, message.Fields);
        }

        message.HeadEnd = position;
        if (message.Head == Verdict.Complete && !Judge(message, text.Twist))
        {
            message.Head = Verdict.Rejected;
        }

        return message;
    }

    private static bool ReadLine(ReferenceMessage message, string line, Twist twist)
    {
        string[] words = line.Split(' ');
        if (words.Length != 3 || !ReferenceText.IsToken(words[0]) || words[0] is "CONNECT" or "TRACE" || words[2] is not ("HTTP/1.0" or "HTTP/1.1"))
        {
            return false;
        }

        message.Method = words[0];
        message.Old = words[2] == "HTTP/1.0";
        string target = message.Target = words[1];
        if (target == "" || target.Any(c => c is <= ' ' or >= (char)127 or '#' or '\\') || target.Contains("%00", StringComparison.Ordinal))
        {
            return false;
        }

        if (target == "*")
        {
            message.Path = message.PathAndQuery = "*";
            return message.Method == "OPTIONS";
        }

        if (target[0] != '/')
        {
            int scheme = target.IndexOf("://", StringComparison.Ordinal);
            if (scheme < 0 || !(ReferenceText.Same(target[..scheme], "http") || ReferenceText.Same(target[..scheme], "https")))
            {
                return false;
            }

            string rest = target[(scheme + 3)..];
            int slash = rest.IndexOf('/');
            message.Host = slash < 0 ? rest : rest[..slash];
            target = slash < 0 ? "" : rest[slash..];
            if (!ReferenceAuthority.IsValid(message.Host, twist))
            {
                return false;
            }
        }

        message.PathAndQuery = target;
        message.Path = target.Split('?')[0];
        return true;
    }

    private static bool Judge(ReferenceMessage message, Twist twist) =>
        JudgeHost(message, twist) && JudgeFraming(message, twist) && JudgeRest(message, twist);

    private static bool JudgeHost(ReferenceMessage message, Twist twist)
    {
        List<string> hosts = message.Values("Host");
        if (hosts.Count != 1)
        {
            return hosts.Count == 0 && message.Old;
        }

        if (message.Host != "")
        {
            return ReferenceText.Same(message.Host, hosts[0]);
        }

        message.Host = hosts[0];
        return ReferenceAuthority.IsValid(hosts[0], twist) || (hosts[0] == "" && message.Old);
    }

    private static bool JudgeFraming(ReferenceMessage message, Twist twist)
    {
        List<string> lengths = message.Values("Content-Length");
        List<string> codings = message.Values("Transfer-Encoding");
        if (twist == Twist.TakesTwoEqualLengths && lengths.Count == 2 && lengths[0] == lengths[1])
        {
            lengths.RemoveAt(1);
        }

        if (twist == Twist.LetsTransferEncodingWin && codings.Count > 0)
        {
            lengths.Clear();
        }

        if (lengths.Count + codings.Count > 1)
        {
            return false;
        }

        if (codings.Count == 1)
        {
            message.Framing = "Chunked";
            return !message.Old && ReferenceText.Same(codings[0], "chunked");
        }

        if (lengths.Count == 1)
        {
            message.Framing = "Length";
            bool valid = lengths[0].Length is > 0 and <= 18 && lengths[0].All(char.IsAsciiDigit) && (lengths[0] == "0" || lengths[0][0] != '0');
            message.ContentLength = valid ? long.Parse(lengths[0]) : 0;
            return valid;
        }

        return true;
    }

    private static bool JudgeRest(ReferenceMessage message, Twist twist)
    {
        var connection = new ReferenceConnection();
        if (!connection.Read(message, request: true, twist))
        {
            return false;
        }

        List<string> expects = message.Values("Expect");
        if (expects.Count > 1 || (expects.Count == 1 && !ReferenceText.Same(expects[0], "100-continue")))
        {
            return false;
        }

        message.Expect = expects.Count == 1 && !message.Old;
        foreach (ReferenceField field in message.Fields)
        {
            field.Dropped |= message.Old && field.Is("Expect");
        }

        List<string> upgrades = message.Values("Upgrade");
        message.WebSocket = !message.Old && message.Method == "GET" && message.Framing != "Chunked" && message.ContentLength == 0 &&
            connection.Has("upgrade") && upgrades.Count == 1 && ReferenceText.Same(upgrades[0], "websocket");
        message.AcceptsTrailers = !message.Old && connection.Has("te") &&
            message.Values("TE").Any(v => v.Split(',').Any(t => ReferenceText.Same(ReferenceText.TrimBlanks(t), "trailers")));
        return true;
    }
}
