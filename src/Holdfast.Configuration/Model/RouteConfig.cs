namespace Holdfast.Configuration;

public sealed record RouteConfig
{
    /// <summary>Name in metrics and logs; by default made of the match.</summary>
    public string? Name { get; init; }

    public MatchConfig Match { get; init; } = new();

    /// <summary>Importance when capacity is short.</summary>
    public RequestClass Class { get; init; } = RequestClass.Default;

    /// <summary>Name of the pool that answers.</summary>
    public required string Pool { get; init; }

    /// <summary>Removed from the front of the path before it is forwarded, on a segment border.</summary>
    public string? StripPrefix { get; init; }

    public HeaderRulesConfig RequestHeaders { get; init; } = new();

    public HeaderRulesConfig ResponseHeaders { get; init; } = new();

    /// <summary>Total deadline of an exchange on this route; by default that of timeouts.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Largest request body, bytes; by default that of limits. 0 means no bound.</summary>
    public long? MaximumBody { get; init; }

    /// <summary>Percent of its pool that the route may hold while others want it; null means no bound.</summary>
    public int? MaximumShare { get; init; }

    /// <summary>All of them hold.</summary>
    public IReadOnlyList<RateLimitConfig> RateLimits { get; init; } = [];
}
