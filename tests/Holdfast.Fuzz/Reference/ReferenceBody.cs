using Holdfast.Http1;

namespace Holdfast.Fuzz.Reference;

internal static class ReferenceBody
{
    private static readonly string[] ForbiddenTrailers =
    [
        "host", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect", "authorization", "cookie", "set-cookie",
        "forwarded", "x-request-id", "traceparent", "retry-after", "server", "date", "www-authenticate", "cache-control", "range", "location",
        "max-forwards", "x-real-ip",
    ];

    private static readonly string[] ForbiddenTrailerBeginnings = ["content-", "x-forwarded-", "proxy-"];

    /// <summary>Fills body, its end and, for chunked, data and trailers.</summary>
    public static void Read(ReferenceText text, ReferenceMessage message, HeadLimits limits)
    {
        int available = text.Text.Length - message.HeadEnd;
        switch (message.Framing)
        {
            case "Length":
                message.Body = message.ContentLength <= available ? Verdict.Complete : Verdict.Incomplete;
                message.BodyEnd = message.HeadEnd + (int)Math.Min(message.ContentLength, available);
                break;
            case "Chunked":
                ReadChunks(text, message, limits);
                break;
            case "UntilClose":
                message.Body = Verdict.Incomplete;
                message.BodyEnd = text.Text.Length;
                break;
            default:
                message.Body = Verdict.Complete;
                message.BodyEnd = message.HeadEnd;
                break;
        }
    }

    private static void ReadChunks(ReferenceText text, ReferenceMessage message, HeadLimits limits)
    {
        int position = message.HeadEnd;
        int extensions = 0;
        while (true)
        {
            message.Body = text.ReadLine(ref position, position + ChunkedReader.LineBytesMaximum + 2, out string line);
            if (message.Body != Verdict.Complete)
            {
                return;
            }

            int semicolon = line.IndexOf(';');
            string digits = semicolon < 0 ? line : line[..semicolon];
            digits = text.Twist == Twist.TakesSpaceAfterChunkSize ? digits.TrimEnd(' ') : digits;
            extensions += line.Length - digits.Length;
            bool valid = digits.Length is > 0 and <= 16 && digits.All(char.IsAsciiHexDigit) && AreExtensions(line[digits.Length..].TrimStart(' ')) && extensions <= limits.HeadBytes;
            ulong size = valid ? Convert.ToUInt64(digits, 16) : ulong.MaxValue;
            if (size > long.MaxValue)
            {
                message.Body = Verdict.Rejected;
                return;
            }

            if (size == 0)
            {
                break;
            }

            for (; size > 0 && position < text.Text.Length; size--)
            {
                message.Data.Add(text.Text[position++]);
            }

            string end = text.Text.Substring(position, Math.Min(2, text.Text.Length - position));
            if (size > 0 || end.Length < 2)
            {
                message.Body = size > 0 || end == "" || end == "\r" || text.Twist == Twist.SkipsChunkEndCheck ? Verdict.Incomplete : Verdict.Rejected;
                return;
            }

            if (end != "\r\n" && text.Twist != Twist.SkipsChunkEndCheck)
            {
                message.Body = Verdict.Rejected;
                return;
            }

            position += 2;
        }

        message.Body = text.ReadFields(ref position, position + limits.HeadBytes, limits.Fields, dropsUnderscore: true, message.Trailers);
        message.BodyEnd = position;
        foreach (ReferenceField field in message.Trailers)
        {
            string name = field.Name.ToLowerInvariant();
            bool forbidden = ForbiddenTrailers.Contains(name) || ForbiddenTrailerBeginnings.Any(b => name.StartsWith(b, StringComparison.Ordinal));
            field.Dropped |= forbidden && !(text.Twist == Twist.KeepsHostTrailer && name == "host");
        }
    }

    private static bool AreExtensions(string rest)
    {
        int i = 0;
        while (i < rest.Length)
        {
            if (rest[i++] != ';' || !SkipToken(rest, ref i))
            {
                return false;
            }

            if (i < rest.Length && rest[i] == '=')
            {
                i++;
                if (i < rest.Length && rest[i] == '"' ? !SkipQuoted(rest, ref i) : !SkipToken(rest, ref i))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool SkipToken(string rest, ref int i)
    {
        int start = i;
        while (i < rest.Length && ReferenceText.IsTokenChar(rest[i]))
        {
            i++;
        }

        return i > start;
    }

    private static bool SkipQuoted(string rest, ref int i)
    {
        i++;
        while (i < rest.Length && rest[i] != '"')
        {
            i += rest[i] == '\\' ? 2 : 1;
        }

        return i++ < rest.Length;
    }
}
