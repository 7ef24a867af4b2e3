namespace Holdfast.DataPlane.Overload;

/// <summary>Why a server's limit is what it is: the last change, or why there was none. Closed.</summary>
internal enum LimitReason : byte
{
    /// <summary>Nothing is known of the server yet.</summary>
    Start = 0,

    /// <summary>It is in the band: full and quick enough.</summary>
    Held,

    /// <summary>The limit does not bind, so nothing can be learned from it.</summary>
    NotFull,

    /// <summary>Too few answers to judge.</summary>
    TooFewSamples,

    /// <summary>Doubled: it was never too much since the start.</summary>
    SlowStart,

    /// <summary>More is sent, since nothing waits in the server.</summary>
    Rise,

    /// <summary>Requests wait in the server.</summary>
    QueueInServer,

    /// <summary>Timeouts, resets, refusals.</summary>
    Drops,

    /// <summary>Answers come so late that little is left of their requests' time.</summary>
    Late,

    /// <summary>More in flight brought fewer answers.</summary>
    Collapse,

    /// <summary>Far above what was used in the last minute.</summary>
    Unused,

    /// <summary>Halved for a moment to see how fast the server is.</summary>
    Probe,

    /// <summary>The operator's word.</summary>
    Fixed,

    /// <summary>Held down while it comes back: <see cref="ServerState.Cap"/>.</summary>
    Capped,

    /// <summary>More is sent although too few answers come to judge, because requests take long: <see cref="Overload.LongRequests"/>.</summary>
    LongRequests,
}
