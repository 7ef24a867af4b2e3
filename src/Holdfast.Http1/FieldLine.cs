namespace Holdfast.Http1;

/// <summary>field-line = field-name ":" OWS field-value OWS (RFC 9112 section 5). Control bytes were refused while looking for the line's end.</summary>
internal static class FieldLine
{
    /// <param name="dropsUnderscore">
    /// Names with '_' are marked to be dropped: CGI, WSGI and PHP servers cannot tell "Content_Length" from "Content-Length".
    /// Dropping, as nginx does, and not rejecting: such a name alone is no attack.
    /// </param>
    public static RejectionReason Read(ReadOnlySpan<byte> window, int start, int end, HeaderBlock fields, bool dropsUnderscore)
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
            return Explain(line, colon, fields.Count == 0);
        }

        int from = colon + 1;
        while (from < line.Length && line[from] is (byte)' ' or (byte)'\t')
        {
            from++;
        }

        int to = line.Length;
        while (to > from && line[to - 1] is (byte)' ' or (byte)'\t')
        {
            to--;
        }

        KnownField known = KnownFields.Recognise(line[..colon]);
        bool hopByHop = underscore || KnownFields.IsIn(KnownFields.HopByHop, known);
        return fields.TryAdd(new Slice(start, colon), new Slice(start + from, to - from), known, hopByHop) ? RejectionReason.None : RejectionReason.TooManyFields;
    }

    private static RejectionReason Explain(ReadOnlySpan<byte> line, int offender, bool firstLine)
    {
        if (offender < 0)
        {
            return RejectionReason.ColonMissing;
        }

        bool whitespace = line[offender] is (byte)' ' or (byte)'\t';
        if (offender == 0)
        {
            return whitespace ? (firstLine ? RejectionReason.WhitespaceBeforeFields : RejectionReason.LineFolding)
                : line[0] == (byte)':' ? RejectionReason.FieldNameEmpty
                : RejectionReason.FieldNameInvalid;
        }

        return whitespace && line[offender..].TrimStart(" \t"u8) is [(byte)':', ..] ? RejectionReason.WhitespaceBeforeColon
            : line.Contains((byte)':') ? RejectionReason.FieldNameInvalid
            : RejectionReason.ColonMissing;
    }
}
