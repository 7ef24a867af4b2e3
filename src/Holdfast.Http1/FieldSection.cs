namespace Holdfast.Http1;

/// <summary>Field lines up to the empty line; the same for requests, responses and trailers.</summary>
internal static class FieldSection
{
    /// <summary>Reads on from the cursor. Complete: the cursor stands behind the empty line.</summary>
    public static ParseStatus Read(ReadOnlySpan<byte> window, ref LineCursor cursor, HeaderBlock fields, bool dropsUnderscore, out RejectionReason reason)
    {
        while (true)
        {
            int start = cursor.LineStart;
            int end = cursor.FindLineEnd(window, out reason);
            if (end < 0)
            {
                return reason == RejectionReason.None ? ParseStatus.NeedMore : ParseStatus.Rejected;
            }

            cursor.MoveTo(end + 2);
            if (end == start)
            {
                return ParseStatus.Complete;
            }

            reason = FieldLine.Read(window, start, end, dropsUnderscore, out HeaderField field);
            if (reason != RejectionReason.None)
            {
                reason = reason == RejectionReason.LineFolding && fields.Count == 0 ? RejectionReason.WhitespaceBeforeFields : reason;
                return ParseStatus.Rejected;
            }

            if (!fields.TryAdd(field))
            {
                reason = RejectionReason.TooManyFields;
                return ParseStatus.Rejected;
            }
        }
    }
}
