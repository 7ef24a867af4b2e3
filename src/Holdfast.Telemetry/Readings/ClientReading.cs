namespace Holdfast.Telemetry;

/// <summary>What one client takes of a pool.</summary>
/// <param name="Client">Its address, or what else identifies it.</param>
/// <param name="Share">Its part of the service time that is asked of the pool, 0 to 1.</param>
/// <param name="IsOverFairShare">It takes more than its part while others want theirs.</param>
/// <param name="LooksLikeABot">It asks for much and on a beat, as no person does.</param>
public sealed record ClientReading(string Client, double RequestsPerSecond, double Share, bool IsOverFairShare, bool LooksLikeABot)
{
    /// <summary>Of the requests those known to be retries.</summary>
    public double RetriesPerSecond { get; init; }

    /// <summary>Let in: they waited for a slot or went to a server.</summary>
    public double AdmittedPerSecond { get; init; }

    public double GoodPerSecond { get; init; }

    public double FailedPerSecond { get; init; }

    /// <summary>Refused at once, or after they had waited.</summary>
    public double ShedPerSecond { get; init; }

    /// <summary>Requests that wait or are at a server.</summary>
    public int InFlight { get; init; }
}
