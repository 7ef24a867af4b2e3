using Holdfast.Http1;

namespace Holdfast.Drills.Load;

/// <summary>
/// Reads the answers of one connection. Most come whole with one receive and are read where they lie, in the memory that all connections
/// of a loop share; only what is left of a part is carried over. One thread.
/// </summary>
internal sealed class ResponseReader(ResponseHead head)
{
    private static readonly HeadLimits Limits = HeadLimits.Default;

    private byte[]? carry;
    private int carried;
    private ChunkedReader? chunks;
    private HttpMethod method;
    private BodyFraming framing;
    private long left;
    private bool headDone;

    public int Status { get; private set; }

    public bool KeepAlive { get; private set; }

    public void Begin(HttpMethod requestMethod)
    {
        method = requestMethod;
        carried = 0;
        headDone = false;
        Status = 0;
    }

    public ReadProgress Take(ReadOnlySpan<byte> received)
    {
        ReadOnlySpan<byte> bytes = received;
        if (carried > 0)
        {
            if (carried + received.Length > carry!.Length)
            {
                return ReadProgress.Malformed;
            }

            received.CopyTo(carry.AsSpan(carried));
            bytes = carry.AsSpan(0, carried + received.Length);
        }

        ReadProgress progress = Read(bytes, out int consumed);
        Carry(bytes[consumed..]);
        // Bytes that nobody asked for: the next answer could not be told from them.
        KeepAlive &= progress != ReadProgress.Complete || carried == 0;
        return progress;
    }

    /// <summary>The other side has closed: complete only where that ends the body.</summary>
    public ReadProgress End()
    {
        KeepAlive = false;
        return headDone && framing == BodyFraming.UntilClose ? ReadProgress.Complete : ReadProgress.Malformed;
    }

    private ReadProgress Read(ReadOnlySpan<byte> bytes, out int consumed)
    {
        consumed = 0;
        while (!headDone)
        {
            if (consumed == bytes.Length)
            {
                return ReadProgress.NeedMore;
            }

            head.Reset();
            ParseStatus status = ResponseParser.Parse(bytes[consumed..], head, method, Limits);
            if (status != ParseStatus.Complete)
            {
                return status == ParseStatus.NeedMore ? ReadProgress.NeedMore : ReadProgress.Malformed;
            }

            consumed += head.Length;
            headDone = !head.IsInterim;
        }

        if (Status == 0)
        {
            TakeHead();
        }

        return ReadBody(bytes, ref consumed);
    }

    private void TakeHead()
    {
        Status = head.StatusCode;
        KeepAlive = head.KeepAlive;
        framing = head.Framing;
        left = head.ContentLength;
        if (framing == BodyFraming.Chunked)
        {
            chunks ??= new ChunkedReader(Limits);
            chunks.Reset();
        }
    }

    private ReadProgress ReadBody(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        switch (framing)
        {
            case BodyFraming.None:
                return ReadProgress.Complete;
            case BodyFraming.Length:
                int taken = (int)Math.Min(left, bytes.Length - consumed);
                left -= taken;
                consumed += taken;
                return left == 0 ? ReadProgress.Complete : ReadProgress.NeedMore;
            case BodyFraming.UntilClose:
                consumed = bytes.Length;
                return ReadProgress.NeedMore;
            default:
                return ReadChunks(bytes, ref consumed);
        }
    }

    private ReadProgress ReadChunks(ReadOnlySpan<byte> bytes, ref int consumed)
    {
        ChunkStatus status;
        do
        {
            status = chunks!.Read(bytes[consumed..], out int read, out _);
            consumed += read;
        }
        while (status == ChunkStatus.Data);
        return status switch
        {
            ChunkStatus.Complete => ReadProgress.Complete,
            ChunkStatus.NeedMore => ReadProgress.NeedMore,
            _ => ReadProgress.Malformed,
        };
    }

    private void Carry(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > 0)
        {
            // An incomplete head or chunk line is at most one head long, and one more receive comes behind it.
            carry ??= new byte[Limits.HeadBytes + LoadLoop.ReceiveBytes];
            rest.CopyTo(carry);
        }

        carried = rest.Length;
    }
}
