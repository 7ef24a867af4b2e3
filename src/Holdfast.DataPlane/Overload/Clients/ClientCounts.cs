namespace Holdfast.DataPlane.Overload;

/// <summary>What became of a client's requests, for its series. Sums that may wrap round; their differences do not.</summary>
internal readonly record struct ClientCounts(int Retries, int Admitted, int Good, int Failed, int Shed)
{
    /// <summary>Shed are those that were not let in, and those that waited in vain.</summary>
    public static ClientCounts Of(in ClientSlot slot) =>
        unchecked(new(slot.Retries, slot.Admitted, slot.Good, slot.Failed, (int)slot.Requests - slot.Admitted + slot.Shed));

    public ClientCounts Since(in ClientCounts before) => unchecked(new(
        Retries - before.Retries, Admitted - before.Admitted, Good - before.Good, Failed - before.Failed, Shed - before.Shed));
}
