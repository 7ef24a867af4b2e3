namespace Holdfast.DataPlane.Overload;

/// <summary>What became of a client's requests, for its series. Sums that may wrap round; their differences do not.</summary>
/// <param name="Shed">Not let in by the pool, or let in and refused after they had waited: all of the following, and those that came too late for their own deadline.</param>
/// <param name="Waited">Let in and refused.</param>
/// <param name="RateLimited">Beside those: refused before they came to the pool.</param>
internal readonly record struct ClientCounts(
    int Retries, int Admitted, int Good, int Failed, int Shed, int Waited = 0, int Overload = 0, int FairShare = 0, int Bulkhead = 0, int RateLimited = 0)
{
    public static ClientCounts Of(in ClientSlot slot) => unchecked(new(
        slot.Retries, slot.Admitted, slot.Good, slot.Failed, (int)slot.Requests - slot.Admitted + slot.Shed, slot.Shed, slot.ShedOverload, slot.ShedFairShare, slot.ShedBulkhead, slot.RateLimited));

    public ClientCounts Since(in ClientCounts before) => unchecked(new(
        Retries - before.Retries,
        Admitted - before.Admitted,
        Good - before.Good,
        Failed - before.Failed,
        Shed - before.Shed,
        Waited - before.Waited,
        Overload - before.Overload,
        FairShare - before.FairShare,
        Bulkhead - before.Bulkhead,
        RateLimited - before.RateLimited));
}
