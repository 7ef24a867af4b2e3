namespace Holdfast.Http1;

public enum ChunkStatus : byte
{
    /// <summary>Consumed what could be consumed; call again with the unconsumed bytes and more.</summary>
    NeedMore,

    /// <summary>A run of body bytes is at the returned slice; consume and call again.</summary>
    Data,

    /// <summary>The last chunk and the trailer section are over; the body is complete.</summary>
    Complete,

    Rejected,
}
