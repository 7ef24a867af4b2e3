namespace Holdfast.Http1;

/// <summary>
/// Bytes to <see cref="ResponseHead"/> or a rejection (a 502 to the client). The request's method decides whether there is a body.
/// Reading path: <see cref="StatusLine"/>, <see cref="FieldSection"/>, <see cref="ResponseRules"/>.
/// </summary>
public static class ResponseParser
{
    /// <summary>Called like <see cref="RequestParser.Parse"/>. No empty line before the status line is tolerated: it would be bytes nobody asked for.</summary>
    public static ParseStatus Parse(ReadOnlySpan<byte> buffer, ResponseHead head, HttpMethod requestMethod, HeadLimits limits)
    {
        if (head.Rejection != RejectionReason.None)
        {
            return ParseStatus.Rejected;
        }

        if (!head.StartLineDone)
        {
            ParseStatus line = ReadStatusLine(buffer, head, limits);
            if (line != ParseStatus.Complete)
            {
                return line;
            }
        }

        ReadOnlySpan<byte> window = buffer[..Math.Min(buffer.Length, limits.HeadBytes)];
        ParseStatus fields = FieldSection.Read(window, ref head.Cursor, head.Fields, dropsUnderscore: false, out RejectionReason reason);
        if (fields == ParseStatus.NeedMore)
        {
            return window.Length < limits.HeadBytes ? ParseStatus.NeedMore : Reject(head, RejectionReason.HeadTooLarge);
        }

        if (fields == ParseStatus.Complete)
        {
            reason = ResponseRules.Apply(buffer, head, requestMethod);
        }

        if (reason != RejectionReason.None)
        {
            return Reject(head, reason);
        }

        head.Length = head.Cursor.LineStart;
        return ParseStatus.Complete;
    }

    private static ParseStatus ReadStatusLine(ReadOnlySpan<byte> buffer, ResponseHead head, HeadLimits limits)
    {
        int bound = Math.Min(limits.StartLineBytes + 2, limits.HeadBytes);
        ReadOnlySpan<byte> window = buffer[..Math.Min(buffer.Length, bound)];
        int end = head.Cursor.FindLineEnd(window, out RejectionReason reason);
        if (end < 0)
        {
            return reason != RejectionReason.None ? Reject(head, reason)
                : window.Length < bound ? ParseStatus.NeedMore
                : Reject(head, RejectionReason.StartLineTooLong);
        }

        head.Cursor.MoveTo(end + 2);
        head.StartLineDone = true;
        reason = StatusLine.Read(buffer, end, head);
        return reason == RejectionReason.None ? ParseStatus.Complete : Reject(head, reason);
    }

    private static ParseStatus Reject(ResponseHead head, RejectionReason reason)
    {
        head.Rejection = reason;
        return ParseStatus.Rejected;
    }
}
