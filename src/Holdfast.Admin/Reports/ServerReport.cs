namespace Holdfast.Admin;

/// <param name="Health">healthy, ejected or draining.</param>
/// <param name="Reason">Why it is not healthy, for people; null when it is.</param>
public sealed record ServerReport(
    string Name,
    string Address,
    int Weight,
    string Health,
    string? Reason,
    long InFlight,
    long Requests,
    long Failures);
