namespace Holdfast.Telemetry;

/// <summary>One server's limit at one moment, as metrics and status show it. Immutable.</summary>
public sealed record ServerReading
{
    public required string Name { get; init; }

    /// <summary>Most requests in flight that are allowed now; 0 where there is no limit.</summary>
    public int Limit { get; init; }

    /// <summary>Metric label of why the limit is what it is.</summary>
    public string LimitReason { get; init; } = string.Empty;

    /// <summary>The same in words.</summary>
    public string LimitText { get; init; } = string.Empty;

    /// <summary>The operator fixed the limit while the gateway runs.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The server's time at low use over its pool's: 2 is twice as slow as usual.</summary>
    public double Baseline { get; init; }

    /// <summary>Requests that wait inside the server, by estimate.</summary>
    public double WaitingInside { get; init; }

    /// <summary>How long a request holds its slot; 0 while that is not known.</summary>
    public long MeanServiceNanoseconds { get; init; }

    /// <summary>Below 1 while the server comes back step by step: so much of its limit is given.</summary>
    public double RestoredShare { get; init; } = 1;

    /// <summary>Windows of half a second after which a server on its way back got less again, since the start.</summary>
    public long RestorationSetbacks { get; init; }

    /// <summary>Sessions (WebSockets) that it has.</summary>
    public int Sessions { get; init; }

    /// <summary>Most of them; 0 where there is no bound.</summary>
    public int SessionLimit { get; init; }

    /// <summary>Requests that came in beyond the limit: must stay 0.</summary>
    public long LimitOverruns { get; init; }

    /// <summary>How often the limit was changed since the start, by the label of the reason; those that have occurred.</summary>
    public IReadOnlyList<(string Reason, long Count)> LimitChanges { get; init; } = [];
}
