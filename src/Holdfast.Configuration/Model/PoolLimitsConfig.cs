namespace Holdfast.Configuration;

/// <summary>Bounds for what the gateway finds out by itself about each server of a pool.</summary>
public sealed record PoolLimitsConfig
{
    /// <summary>The limit of requests in flight to one server never goes below.</summary>
    public int Minimum { get; init; } = 1;

    /// <summary>Nor above; 0 means no bound.</summary>
    public int Maximum { get; init; }

    /// <summary>Connections to one server at once, those of all workers and the probes' together; 0 means no bound.</summary>
    public int Connections { get; init; }

    /// <summary>Sessions (WebSockets) of one server at once, those of all workers together; 0 means no bound of their own.</summary>
    public int Sessions { get; init; }
}
