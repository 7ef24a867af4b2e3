namespace Holdfast.DataPlane.Overload;

/// <summary>What one worker knows of one client of a pool. Sums since the client came into the table.</summary>
internal struct ClientSlot
{
    // The address, without port, of IPv6 the network: for people to read.
    public ulong AddressHigh;
    public ulong AddressLow;

    /// <summary>Service time that its requests asked for, whether they got it or not.</summary>
    public long OfferedNanoseconds;

    /// <summary>Service time that they got.</summary>
    public long ServedNanoseconds;

    public long Requests;

    /// <summary>Requests that wait or are at a server.</summary>
    public int Present;

    // Of the requests; they may wrap round, their differences do not.
    public int Retries;
    public int Admitted;
    public int Good;
    public int Failed;

    /// <summary>Of the admitted: refused after they had waited.</summary>
    public int Shed;

    // Of those that were not let in, by reason; what is left came too late for its own deadline.
    public int ShedOverload;
    public int ShedFairShare;
    public int ShedBulkhead;

    /// <summary>Beside the requests: refused by a rate limit, or by an operator's word.</summary>
    public int RateLimited;

    /// <summary>What the place in the table is held with: halves every 8 seconds and when others want it.</summary>
    public long Weight;

    public int WeightEpoch;

    public long LastNanoseconds;

    /// <summary>Mean time between its requests, and mean distance from that: a machine that asks on a beat has little of the latter.</summary>
    public float GapNanoseconds;
    public float GapDeviation;

    /// <summary>0 before its second request.</summary>
    public readonly double RequestsPerSecond => GapNanoseconds > 0 ? 1e9 / GapNanoseconds : 0;
}
