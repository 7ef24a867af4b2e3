namespace Holdfast.Admin;

/// <param name="Share">Its part of the service time that is asked of the pool, 0 to 1.</param>
/// <param name="OverFairShare">It takes more than its part while others want theirs.</param>
/// <param name="LooksLikeABot">It asks for much and on a beat, as no person does.</param>
public sealed record ClientReport(string Client, double RequestsPerSecond, double Share, bool OverFairShare, bool LooksLikeABot);
