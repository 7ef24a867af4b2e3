using System.Runtime.CompilerServices;

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
        int end = FindCarriageReturn(window, ScanFrom);
        if (end != NotYet)
        {
            reason = RejectionReason.None;
            return end;
        }

        reason = Explain(window, ref ScanFrom);
        return NotYet;
    }

    /// <summary>Place of the next CRLF when no control byte comes before it, else <see cref="NotYet"/>: then ask <see cref="Explain"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindCarriageReturn(ReadOnlySpan<byte> window, int from)
    {
        int hit = window[from..].IndexOfAny(ByteSets.NeverInLine);
        int end = from + hit;
        return hit >= 0 && end + 1 < window.Length && window[end] == (byte)'\r' && window[end + 1] == (byte)'\n' ? end : NotYet;
    }

    /// <summary>Why there is no line end yet: None when bytes are missing, and then the scan goes on where it must.</summary>
    public static RejectionReason Explain(ReadOnlySpan<byte> window, ref int scanFrom)
    {
        int hit = window[scanFrom..].IndexOfAny(ByteSets.NeverInLine);
        if (hit < 0)
        {
            scanFrom = window.Length;
            return RejectionReason.None;
        }

        scanFrom += hit;
        return window[scanFrom] switch
        {
            (byte)'\r' => scanFrom + 1 == window.Length ? RejectionReason.None : RejectionReason.BareCarriageReturn,
            (byte)'\n' => RejectionReason.BareLineFeed,
            _ => RejectionReason.ControlByte,
        };
    }

    public void MoveTo(int nextLine) => LineStart = ScanFrom = nextLine;
}
