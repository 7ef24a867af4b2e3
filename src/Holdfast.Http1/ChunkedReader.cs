namespace Holdfast.Http1;

/// <summary>
/// Decodes a chunked body (RFC 9112 section 7.1) run by run. One per direction of an exchange, reused through <see cref="Reset"/>.
/// Extensions are checked and dropped; the trailer section must fit one buffer and is returned as fields when the body is complete.
/// </summary>
public sealed class ChunkedReader
{
    /// <summary>Size line without its CRLF. 16 digits and room for an extension; a chunk signature of S3 takes 85 bytes.</summary>
    public const int LineBytesMaximum = 256;

    private readonly HeadLimits limits;

    // Where reading stands. Trailer places are kept relative to the section's first byte between calls.
    private State state;
    private long remaining;
    private int extensionBytes;
    private LineCursor cursor;

    public ChunkedReader(HeadLimits limits)
    {
        this.limits = limits;
        Trailers = new HeaderBlock(limits.Fields, expectedFields: 0);
    }

    private enum State : byte
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        Complete,
        Rejected,
    }

    public RejectionReason Rejection { get; private set; }

    /// <summary>Trailer fields, as places in the bytes of the last call; filled when Complete. Framing, routing and credential fields have HopByHop set.</summary>
    public HeaderBlock Trailers { get; }

    public void Reset()
    {
        state = State.Size;
        remaining = 0;
        extensionBytes = 0;
        cursor = default;
        Rejection = RejectionReason.None;
        Trailers.Clear();
    }

    /// <summary>
    /// Reads on. <paramref name="consumed"/> bytes are done with, also with NeedMore; <paramref name="data"/> lies within them.
    /// An incomplete size line or trailer section is left unconsumed: at most <see cref="HeadLimits.HeadBytes"/>, so it fits a buffer.
    /// </summary>
    public ChunkStatus Read(ReadOnlySpan<byte> buffer, out int consumed, out Slice data)
    {
        consumed = 0;
        data = default;
        ChunkStatus status;
        do
        {
            status = state switch
            {
                State.Size => ReadSize(buffer, ref consumed),
                State.Data => ReadData(buffer, ref consumed, ref data),
                State.DataEnd => ReadDataEnd(buffer, ref consumed),
                State.Trailers => ReadTrailers(buffer, ref consumed),
                State.Complete => ChunkStatus.Complete,
                _ => ChunkStatus.Rejected,
            };
        }
        while (status == GoOn);
        return status;
    }

    /// <summary>Not part of the public enum: the step is done and the next state can be tried.</summary>
    private const ChunkStatus GoOn = (ChunkStatus)0xFF;

    private ChunkStatus ReadSize(ReadOnlySpan<byte> buffer, ref int consumed)
    {
        // The line is short: scanning it again from its start costs less than remembering where the scan stood.
        ReadOnlySpan<byte> rest = buffer[consumed..];
        ReadOnlySpan<byte> window = rest[..Math.Min(rest.Length, LineBytesMaximum + 2)];
        LineCursor line = default;
        int end = line.FindLineEnd(window, out RejectionReason reason);
        if (end < 0)
        {
            return reason != RejectionReason.None ? Reject(reason)
                : window.Length < LineBytesMaximum + 2 ? ChunkStatus.NeedMore
                : Reject(RejectionReason.ChunkLineTooLong);
        }

        reason = ChunkLine.Read(window[..end], out remaining, out int extension);
        if (reason != RejectionReason.None)
        {
            return Reject(reason);
        }

        // Tiny chunks with long extensions would make the proxy work 250 bytes for each byte of body: one head's worth per body is plenty.
        extensionBytes += extension;
        if (extensionBytes > limits.HeadBytes)
        {
            return Reject(RejectionReason.ChunkExtensionsTooLarge);
        }

        consumed += end + 2;
        state = remaining == 0 ? State.Trailers : State.Data;
        return GoOn;
    }

    private ChunkStatus ReadData(ReadOnlySpan<byte> buffer, ref int consumed, ref Slice data)
    {
        int available = buffer.Length - consumed;
        if (available == 0)
        {
            return ChunkStatus.NeedMore;
        }

        int length = (int)Math.Min(remaining, available);
        data = new Slice(consumed, length);
        consumed += length;
        remaining -= length;
        state = remaining == 0 ? State.DataEnd : State.Data;
        return ChunkStatus.Data;
    }

    private ChunkStatus ReadDataEnd(ReadOnlySpan<byte> buffer, ref int consumed)
    {
        ReadOnlySpan<byte> rest = buffer[consumed..];
        if (rest.Length >= 1 && rest[0] != (byte)'\r' || rest.Length >= 2 && rest[1] != (byte)'\n')
        {
            return Reject(RejectionReason.ChunkEndMissing);
        }

        if (rest.Length < 2)
        {
            return ChunkStatus.NeedMore;
        }

        consumed += 2;
        state = State.Size;
        return GoOn;
    }

    private ChunkStatus ReadTrailers(ReadOnlySpan<byte> buffer, ref int consumed)
    {
        ReadOnlySpan<byte> rest = buffer[consumed..];
        ReadOnlySpan<byte> window = rest[..Math.Min(rest.Length, limits.HeadBytes)];
        ParseStatus status = FieldSection.Read(window, ref cursor, Trailers, dropsUnderscore: true, out RejectionReason reason);
        if (status == ParseStatus.Rejected)
        {
            return Reject(reason);
        }

        if (status == ParseStatus.NeedMore)
        {
            return window.Length < limits.HeadBytes ? ChunkStatus.NeedMore : Reject(RejectionReason.TrailersTooLarge);
        }

        TrailerRule.MarkForbidden(window, Trailers);
        Trailers.Shift(consumed);
        consumed += cursor.LineStart;
        state = State.Complete;
        return ChunkStatus.Complete;
    }

    private ChunkStatus Reject(RejectionReason reason)
    {
        Rejection = reason;
        state = State.Rejected;
        return ChunkStatus.Rejected;
    }
}
