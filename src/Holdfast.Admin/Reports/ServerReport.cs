namespace Holdfast.Admin;

/// <param name="Health">healthy, ejected or draining.</param>
/// <param name="Reason">Why it is not healthy, for people; null when it is.</param>
public sealed record ServerReport(
    string Name,
    string Address,
    int Weight,
    string Health,
    string? Reason,
    long InFlight,
    long Requests,
    long Failures)
{
    /// <summary>Most requests in flight that are allowed now; null where there is no limit.</summary>
    public int? Limit { get; init; }

    /// <summary>Why the limit is what it is, for programs: queue_in_server.</summary>
    public string? LimitReason { get; init; }

    /// <summary>The same for people.</summary>
    public string? LimitText { get; init; }

    /// <summary>An operator has fixed the limit while the gateway runs.</summary>
    public bool LimitFixed { get; init; }

    /// <summary>The server's time at low use over its pool's: 2 is twice as slow as usual. Null where there is no limit.</summary>
    public double? Baseline { get; init; }

    /// <summary>How long a request holds its slot; null while that is not known.</summary>
    public double? ServiceSeconds { get; init; }

    /// <summary>Sessions (WebSockets) that it has.</summary>
    public int Sessions { get; init; }

    /// <summary>Most of them; null where there is no bound.</summary>
    public int? SessionLimit { get; init; }

    /// <summary>Below 1 while the server comes back step by step: so much of its limit is given.</summary>
    public double RestoredShare { get; init; } = 1;

    /// <summary>It may be chosen for a request. With weight 0 it never is, however well: only sticky clients that are with it already stay.</summary>
    public bool TakesNewRequests() => Health == "healthy" && Weight > 0;
}
