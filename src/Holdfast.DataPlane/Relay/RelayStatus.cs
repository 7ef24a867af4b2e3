namespace Holdfast.DataPlane.Relay;

/// <summary>Why a relay stopped for now.</summary>
internal enum RelayStatus : byte
{
    /// <summary>Waits for the source.</summary>
    NeedInput,

    /// <summary>Waits for the destination: back-pressure.</summary>
    Blocked,

    /// <summary>The body is over and sent.</summary>
    Complete,

    /// <summary>Moved its share for this turn; others come first.</summary>
    Yield,

    /// <summary>The source closed before the body was over.</summary>
    SourceEnded,

    SourceFailed,

    DestinationFailed,

    /// <summary>The chunked framing broke a rule.</summary>
    Rejected,

    /// <summary>The body grew past its bound.</summary>
    TooLarge,

    /// <summary>No buffer is left.</summary>
    OutOfBuffers,
}
