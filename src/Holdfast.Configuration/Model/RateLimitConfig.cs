namespace Holdfast.Configuration;

/// <summary>One bound for the requests of a route. Of its rate and its concurrency at least one is written.</summary>
public sealed record RateLimitConfig
{
    public RequestRate? Rate { get; init; }

    /// <summary>Requests that may come at once; by default what the rate allows in a second.</summary>
    public int? Burst { get; init; }

    /// <summary>Requests at once; 0 means no bound.</summary>
    public int Concurrency { get; init; }

    /// <summary>Whose requests are counted together.</summary>
    public ClientKey Per { get; init; } = ClientKey.Client;

    /// <summary>Count what would be refused, and let it pass.</summary>
    public bool DryRun { get; init; }
}
