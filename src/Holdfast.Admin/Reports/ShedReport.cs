namespace Holdfast.Admin;

/// <param name="Reason">The outcome, such as shed_overload.</param>
/// <param name="PerSecond">In the last second.</param>
/// <param name="Total">Since the start.</param>
public sealed record ShedReport(string Reason, double PerSecond, long Total)
{
    /// <summary>The pool's trouble; false for a rule of the operator's, which works as it was meant to, and for the gateway's own trouble.</summary>
    public bool IsForWantOfCapacity() => Reason is not ("shed_rate_limit" or "shed_pressure");
}
