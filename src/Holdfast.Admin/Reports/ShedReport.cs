namespace Holdfast.Admin;

/// <param name="Reason">The outcome, such as shed_overload.</param>
/// <param name="PerSecond">In the last second.</param>
/// <param name="Total">Since the start.</param>
public sealed record ShedReport(string Reason, double PerSecond, long Total)
{
    /// <summary>Trouble; false for a rule of the operator's, which works as it was meant to.</summary>
    public bool IsForWantOfCapacity() => Reason != "shed_rate_limit";
}
