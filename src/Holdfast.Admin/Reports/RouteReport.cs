namespace Holdfast.Admin;

public sealed record RouteReport(string Name, string Pool, string Class, long InFlight, long Requests)
{
    /// <summary>Requests since the start that a rate limit with dryRun would have refused; null where no rate limit of the route is a dry run.</summary>
    public long? RateLimitDryRun { get; init; }
}
