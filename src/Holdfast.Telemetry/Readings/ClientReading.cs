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

    /// <summary>Refused by its pool at once, or after they had waited.</summary>
    public double ShedPerSecond { get; init; }

    /// <summary>Of those refused after they had been let in.</summary>
    public double ShedWaitedPerSecond { get; init; }

    /// <summary>Of those refused for want of capacity.</summary>
    public double ShedOverloadPerSecond { get; init; }

    /// <summary>Of those refused because the client took more than its share.</summary>
    public double ShedFairSharePerSecond { get; init; }

    /// <summary>Of those refused because their route held its share of the pool.</summary>
    public double ShedBulkheadPerSecond { get; init; }

    /// <summary>Refused by a rate limit or an operator's bound, before they came to the pool: not among <see cref="RequestsPerSecond"/>.</summary>
    public double ShedRateLimitPerSecond { get; init; }

    /// <summary>Requests that wait or are at a server.</summary>
    public int InFlight { get; init; }
}
