using Holdfast.Http1;

namespace Holdfast.Drills;

/// <summary>Reads the body of a message to its end and counts its bytes; either direction.</summary>
internal sealed class BodyCounter(HeadLimits limits)
{
    private readonly ChunkedReader chunks = new(limits);
    private BodyFraming framing;
    private long left;

    public long Bytes { get; private set; }

    public bool IsComplete { get; private set; }

    public bool IsBroken { get; private set; }

    public void Begin(BodyFraming bodyFraming, long contentLength)
    {
        framing = bodyFraming;
        left = framing == BodyFraming.Length ? contentLength : 0;
        Bytes = 0;
        IsBroken = false;
        IsComplete = framing == BodyFraming.None || (framing == BodyFraming.Length && left == 0);
        chunks.Reset();
    }

    /// <summary>Takes what belongs to the body from the front; returns how many bytes were taken.</summary>
    public int Take(ReadOnlySpan<byte> received)
    {
        if (framing == BodyFraming.Chunked)
        {
            return TakeChunks(received);
        }

        int taken = framing == BodyFraming.UntilClose ? received.Length : (int)Math.Min(left, received.Length);
        left -= framing == BodyFraming.Length ? taken : 0;
        Bytes += taken;
        IsComplete = framing == BodyFraming.Length && left == 0;
        return taken;
    }

    /// <summary>The sender has closed: only a body that ends so is complete now.</summary>
    public void Close()
    {
        IsComplete |= framing == BodyFraming.UntilClose;
        IsBroken = !IsComplete;
    }

    private int TakeChunks(ReadOnlySpan<byte> received)
    {
        int taken = 0;
        ChunkStatus status;
        do
        {
            status = chunks.Read(received[taken..], out int consumed, out Slice data);
            taken += consumed;
            Bytes += data.Length;
        }
        while (status == ChunkStatus.Data);
        IsComplete = status == ChunkStatus.Complete;
        IsBroken = status == ChunkStatus.Rejected;
        return taken;
    }
}
