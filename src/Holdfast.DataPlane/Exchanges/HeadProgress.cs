namespace Holdfast.DataPlane.Exchanges;

/// <summary>How far the head of a server's answer has come.</summary>
internal enum HeadProgress : byte
{
    /// <summary>More bytes are needed.</summary>
    Waiting,

    /// <summary>The final head is complete.</summary>
    Arrived,

    /// <summary>The server closed or reset before it was complete.</summary>
    ServerClosed,

    /// <summary>It broke a rule of HTTP or is larger than a head may be.</summary>
    Invalid,

    /// <summary>No buffer is left for an interim answer.</summary>
    OutOfBuffers,

    /// <summary>The client could not be given an interim answer.</summary>
    ClientClosed,
}
