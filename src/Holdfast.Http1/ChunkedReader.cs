namespace Holdfast.Http1;

/// <summary>
/// Decodes a chunked body (RFC 9112 section 7.1) run by run. One per direction of an exchange, reused through <see cref="Reset"/>.
/// Extensions are checked and dropped; the trailer section must fit one buffer and is returned as fields when the body is complete.
/// </summary>
public sealed class ChunkedReader
{
    public ChunkedReader(HeadLimits limits)
    {
        Trailers = new HeaderBlock(limits.Fields);
    }

    public RejectionReason Rejection { get; private set; }

    /// <summary>Trailer fields, as places in the bytes of the last call; filled when Complete. Framing, routing and credential fields have HopByHop set.</summary>
    public HeaderBlock Trailers { get; }

    public void Reset() => throw new NotSupportedException();

    /// <summary>Reads on. <paramref name="consumed"/> bytes are done with, also with NeedMore; <paramref name="data"/> lies within them.</summary>
    public ChunkStatus Read(ReadOnlySpan<byte> buffer, out int consumed, out Slice data) => throw new NotSupportedException();
}
