namespace Holdfast.Configuration;

/// <summary>How a server is chosen among those that are available.</summary>
public enum BalancePolicy : byte
{
    /// <summary>Of two random servers, the one with fewer requests in flight for its weight.</summary>
    LeastRequests = 0,

    /// <summary>Smooth weighted round robin: exact shares, evenly spread.</summary>
    RoundRobin,

    /// <summary>Of two random servers, the one with the lower (latency peak EWMA x requests in flight).</summary>
    PeakEwma,

    /// <summary>The same key goes to the same server; few keys move when servers come or go.</summary>
    ConsistentHash,

    /// <summary>Weighted random.</summary>
    Random,

    /// <summary>The first available in the order written.</summary>
    First,
}
