namespace Holdfast.Http1;

/// <summary>
/// Bytes to <see cref="RequestHead"/> or a rejection. Stateless: what an interrupted parse needs is kept in the head.
/// Reading path: <see cref="RequestLine"/>, <see cref="RequestTarget"/>, <see cref="FieldSection"/>, <see cref="RequestRules"/>.
/// </summary>
public static class RequestParser
{
    /// <summary>
    /// Parses as far as the bytes go. Call again with the same bytes (they may have moved) and more behind them until it is not NeedMore.
    /// An offending byte is refused when it is seen, a malformed line when its CRLF is seen.
    /// </summary>
    public static ParseStatus Parse(ReadOnlySpan<byte> buffer, RequestHead head, HeadLimits limits)
    {
        if (head.Rejection != RejectionReason.None)
        {
            return ParseStatus.Rejected;
        }

        if (!head.StartLineDone)
        {
            ParseStatus line = ReadRequestLine(buffer, head, limits);
            if (line != ParseStatus.Complete)
            {
                return line;
            }
        }

        // Nothing beyond the limit is looked at: the result must not depend on how much arrived at once.
        ReadOnlySpan<byte> window = buffer[..Math.Min(buffer.Length, limits.HeadBytes)];
        ParseStatus fields = FieldSection.Read(window, ref head.Cursor, head.Fields, dropsUnderscore: true, out RejectionReason reason);
        if (fields == ParseStatus.NeedMore)
        {
            return window.Length < limits.HeadBytes ? ParseStatus.NeedMore : Reject(head, RejectionReason.HeadTooLarge);
        }

        if (fields == ParseStatus.Complete)
        {
            reason = RequestRules.Apply(buffer, head);
        }

        if (reason != RejectionReason.None)
        {
            return Reject(head, reason);
        }

        head.Length = head.Cursor.LineStart;
        return ParseStatus.Complete;
    }

    private static ParseStatus ReadRequestLine(ReadOnlySpan<byte> buffer, RequestHead head, HeadLimits limits)
    {
        while (true)
        {
            int start = head.Cursor.LineStart;
            int bound = Math.Min(start + limits.StartLineBytes + 2, limits.HeadBytes);
            ReadOnlySpan<byte> window = buffer[..Math.Min(buffer.Length, bound)];
            int end = head.Cursor.FindLineEnd(window, out RejectionReason reason);
            if (end < 0)
            {
                return reason != RejectionReason.None ? Reject(head, reason)
                    : window.Length < bound ? ParseStatus.NeedMore
                    : Reject(head, window[start..].Contains((byte)' ') ? RejectionReason.StartLineTooLong : RejectionReason.RequestLineMalformed);
            }

            head.Cursor.MoveTo(end + 2);
            if (end > start)
            {
                reason = RequestLine.Read(buffer, start, end, head);
                head.StartLineDone = true;
                return reason == RejectionReason.None ? ParseStatus.Complete : Reject(head, reason);
            }

            // RFC 9112 section 2.2: ignore at least one empty line before a request line (old clients send one after a body).
            // Exactly one, so that a flood of empty lines is not work for nothing.
            if (start > 0)
            {
                return Reject(head, RejectionReason.EmptyLinesBeforeRequest);
            }
        }
    }

    private static ParseStatus Reject(RequestHead head, RejectionReason reason)
    {
        head.Rejection = reason;
        return ParseStatus.Rejected;
    }
}
