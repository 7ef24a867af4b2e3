namespace Holdfast.Http1;

/// <summary>Field lines up to the empty line; the same for requests, responses and trailers.</summary>
internal static class FieldSection
{
    /// <summary>Reads on from the cursor. Complete: the cursor stands behind the empty line.</summary>
    public static ParseStatus Read(ReadOnlySpan<byte> window, ref LineCursor cursor, HeaderBlock fields, bool dropsUnderscore, out RejectionReason reason)
    {
        int start = cursor.LineStart;
        int scanFrom = cursor.ScanFrom;
        while (true)
        {
            int end = LineCursor.FindCarriageReturn(window, scanFrom);
            if (end == LineCursor.NotYet)
            {
                reason = LineCursor.Explain(window, ref scanFrom);
                cursor.LineStart = start;
                cursor.ScanFrom = scanFrom;
                return reason == RejectionReason.None ? ParseStatus.NeedMore : ParseStatus.Rejected;
            }

            if (end == start)
            {
                cursor.MoveTo(end + 2);
                reason = RejectionReason.None;
                return ParseStatus.Complete;
            }

            reason = FieldLine.Read(window, start, end, fields, dropsUnderscore);
            if (reason != RejectionReason.None)
            {
                return ParseStatus.Rejected;
            }

            start = scanFrom = end + 2;
        }
    }
}
