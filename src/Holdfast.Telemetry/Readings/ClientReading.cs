namespace Holdfast.Telemetry;

/// <summary>What one client takes of a pool.</summary>
/// <param name="Client">Its address, or what else identifies it.</param>
/// <param name="Share">Its part of the service time that is asked of the pool, 0 to 1.</param>
/// <param name="IsOverFairShare">It takes more than its part while others want theirs.</param>
/// <param name="LooksLikeABot">It asks for much and on a beat, as no person does.</param>
public sealed record ClientReading(string Client, double RequestsPerSecond, double Share, bool IsOverFairShare, bool LooksLikeABot);
