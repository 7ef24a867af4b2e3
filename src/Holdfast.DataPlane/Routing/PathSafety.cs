namespace Holdfast.DataPlane.Routing;

/// <summary>
/// Finds paths that name one resource here and another in the server. Routes match raw bytes, so "/public/../admin" is below /public/* here
/// while a server that joins segments answers with /admin: such a request must be refused with 400 before it is routed. Pure.
/// </summary>
public static class PathSafety
{
    /// <summary>
    /// True for a segment "." or "..", each dot literal or %2e, followed by the end, a separator or ";" (servers that know path parameters
    /// read "..;x" as ".."). A separator is / and also \, %2f and %5c, because some servers split there. Twice-encoded dots (%252e) pass:
    /// a server that decodes twice is broken for every proxy.
    /// </summary>
    public static bool HasDotSegments(ReadOnlySpan<byte> path)
    {
        int start = 0;
        while (true)
        {
            // Few paths have a dot or an escape at all, and this search is vectorised.
            int offset = path[start..].IndexOfAny((byte)'.', (byte)'%');
            if (offset < 0)
            {
                return false;
            }

            int place = start + offset;
            int dots = DotsAt(path[place..], out int length);
            if (dots is 1 or 2 && StartsSegment(path[..place]) && EndsSegment(path[(place + length)..]))
            {
                return true;
            }

            start = place + Math.Max(length, 1);
        }
    }

    /// <summary>How many dots in a row stand at the front, and how many bytes they take.</summary>
    private static int DotsAt(ReadOnlySpan<byte> path, out int length)
    {
        int dots = 0;
        length = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = path[length..];
            if (rest.StartsWith("."u8))
            {
                length++;
            }
            else if (IsEscape(rest, (byte)'2', (byte)'e'))
            {
                length += 3;
            }
            else
            {
                return dots;
            }

            dots++;
        }
    }

    private static bool StartsSegment(ReadOnlySpan<byte> before) =>
        before.IsEmpty || before[^1] is (byte)'/' or (byte)'\\' || (before.Length >= 3 && IsSeparatorEscape(before[^3..]));

    private static bool EndsSegment(ReadOnlySpan<byte> after) =>
        after.IsEmpty || after[0] is (byte)'/' or (byte)'\\' or (byte)';' || IsSeparatorEscape(after) || IsEscape(after, (byte)'3', (byte)'b');

    private static bool IsSeparatorEscape(ReadOnlySpan<byte> text) => IsEscape(text, (byte)'2', (byte)'f') || IsEscape(text, (byte)'5', (byte)'c');

    private static bool IsEscape(ReadOnlySpan<byte> text, byte high, byte low) =>
        text.Length >= 3 && text[0] == '%' && text[1] == high && (text[2] | 0x20) == low;
}
