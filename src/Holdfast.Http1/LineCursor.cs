namespace Holdfast.Http1;

/// <summary>
/// Where line-wise reading stands: the current line's first byte, and the first byte not yet scanned. Kept between calls, so that a head
/// delivered byte by byte costs one pass in total.
/// </summary>
internal struct LineCursor
{
    public const int NotYet = -1;

    public int LineStart;
    public int ScanFrom;

    /// <summary>
    /// Place of the line's CR, or <see cref="NotYet"/>; with NotYet a <paramref name="reason"/> other than None is a refusal.
    /// A line ends with CRLF and nothing else (RFC 9112 section 2.2 would allow LF alone; every known smuggling trick uses it).
    /// </summary>
    public int FindLineEnd(ReadOnlySpan<byte> window, out RejectionReason reason)
    {
        reason = RejectionReason.None;
        int hit = window[ScanFrom..].IndexOfAny(ByteSets.NeverInLine);
        if (hit < 0)
        {
            ScanFrom = window.Length;
            return NotYet;
        }

        int end = ScanFrom + hit;
        if (window[end] != (byte)'\r')
        {
            reason = window[end] == (byte)'\n' ? RejectionReason.BareLineFeed : RejectionReason.ControlByte;
            return NotYet;
        }

        if (end + 1 == window.Length)
        {
            ScanFrom = end;
            return NotYet;
        }

        if (window[end + 1] == (byte)'\n')
        {
            return end;
        }

        reason = RejectionReason.BareCarriageReturn;
        return NotYet;
    }

    public void MoveTo(int nextLine) => LineStart = ScanFrom = nextLine;
}
