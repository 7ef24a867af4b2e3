namespace Holdfast.Admin;

/// <param name="Share">Of all that is offered to the pool, 0 to 1.</param>
/// <param name="OverFairShare">It takes more than its part while others want theirs.</param>
public sealed record ClientReport(string Client, double RequestsPerSecond, double Share, bool OverFairShare);
