namespace Holdfast.Http1;

/// <summary>Bytes to <see cref="RequestHead"/> or a rejection. Stateless: what an interrupted parse needs is kept in the head.</summary>
public static class RequestParser
{
    /// <summary>
    /// Parses as far as the bytes go. Call again with the same bytes (they may have moved) and more behind them until it is not NeedMore.
    /// </summary>
    public static ParseStatus Parse(ReadOnlySpan<byte> buffer, RequestHead head, HeadLimits limits) =>
        throw new NotSupportedException();
}
