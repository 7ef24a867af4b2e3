namespace Holdfast.Telemetry;

/// <summary>What one client takes of a pool.</summary>
/// <param name="Client">Its address, or what else identifies it.</param>
/// <param name="Share">Of all that is offered to the pool, 0 to 1.</param>
/// <param name="IsOverFairShare">It takes more than its part while others want theirs.</param>
public sealed record ClientReading(string Client, double RequestsPerSecond, double Share, bool IsOverFairShare);
