namespace Holdfast.Admin;

/// <param name="Reason">The outcome, such as shed_overload.</param>
/// <param name="PerSecond">In the last second.</param>
/// <param name="Total">Since the start.</param>
public sealed record ShedReport(string Reason, double PerSecond, long Total);
