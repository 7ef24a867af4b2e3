namespace Holdfast.Http1;

/// <summary>field-line = field-name ":" OWS field-value OWS (RFC 9112 section 5). Control bytes were refused while looking for the line's end.</summary>
internal static class FieldLine
{
    /// <param name="dropsUnderscore">
    /// Names with '_' are marked to be dropped: CGI, WSGI and PHP servers cannot tell "Content_Length" from "Content-Length".
    /// Dropping, as nginx does, and not rejecting: such a name alone is no attack.
    /// </param>
    public static RejectionReason Read(ReadOnlySpan<byte> window, int start, int end, bool dropsUnderscore, out HeaderField field)
    {
        ReadOnlySpan<byte> line = window[start..end];
        int colon = line.IndexOfAnyExcept(ByteSets.TokenWithoutUnderscore);
        bool underscore = false;
        if (colon >= 0 && line[colon] == (byte)'_')
        {
            underscore = dropsUnderscore;
            colon = line.IndexOfAnyExcept(ByteSets.Token);
        }

        if (colon <= 0 || line[colon] != (byte)':')
        {
            field = default;
            return Explain(line, colon);
        }

        KnownField known = KnownFields.Recognise(line[..colon]);
        field = new HeaderField(new Slice(start, colon), Trim(window, start + colon + 1, end), known, underscore || KnownFields.IsIn(KnownFields.HopByHop, known));
        return RejectionReason.None;
    }

    private static Slice Trim(ReadOnlySpan<byte> window, int from, int to)
    {
        while (from < to && window[from] is (byte)' ' or (byte)'\t')
        {
            from++;
        }

        while (to > from && window[to - 1] is (byte)' ' or (byte)'\t')
        {
            to--;
        }

        return new Slice(from, to - from);
    }

    private static RejectionReason Explain(ReadOnlySpan<byte> line, int offender)
    {
        if (offender < 0)
        {
            return RejectionReason.ColonMissing;
        }

        bool whitespace = line[offender] is (byte)' ' or (byte)'\t';
        if (offender == 0)
        {
            return whitespace ? RejectionReason.LineFolding : line[0] == (byte)':' ? RejectionReason.FieldNameEmpty : RejectionReason.FieldNameInvalid;
        }

        return whitespace && line[offender..].TrimStart(" \t"u8) is [(byte)':', ..] ? RejectionReason.WhitespaceBeforeColon
            : line.Contains((byte)':') ? RejectionReason.FieldNameInvalid
            : RejectionReason.ColonMissing;
    }
}
