namespace Holdfast.Drills.Load;

/// <summary>Traffic of one kind: who sends what how often, and how patient they are. Immutable. Next: <see cref="LoadPlan"/>.</summary>
public sealed record TrafficClass
{
    public string Name { get; init; } = "requests";

    /// <summary>Requests per second, or users per second when there is a <see cref="Session"/>.</summary>
    public RateCurve Rate { get; init; } = RateCurve.Constant(10);

    public ArrivalPattern Arrivals { get; init; }

    /// <summary>Each request is one of them, at random by weight.</summary>
    public IReadOnlyList<RequestShape> Requests { get; init; } = [new()];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: the machine chooses the one address that it always chooses.</summary>
    public ClientAddresses? Clients { get; init; }

    public SessionPlan? Session { get; init; }

    /// <summary>A 2xx answer is good until then, from the intended send time; after it, late.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When a client gives an attempt up and closes its connection, from the attempt's beginning. Also bounds the connect.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public RetryPlan Retry { get; init; } = RetryPlan.None;

    /// <summary>Most connections at once; a request that finds all of them busy waits, and is counted as late by the server.</summary>
    public int ConnectionsMaximum { get; init; } = 256;

    /// <summary>Most requests waiting or under way; past it the request that is due is dropped and counted.</summary>
    public int InFlightMaximum { get; init; } = 65_536;

    /// <summary>False: a new connection for each request.</summary>
    public bool KeepAlive { get; init; } = true;

    /// <summary>Connections that it may have open at once in the generator: each user of a session has one.</summary>
    internal int DescriptorsMaximum => Session?.UsersMaximum ?? ConnectionsMaximum;

    /// <summary>The same traffic in another time; rates and patience stay.</summary>
    public TrafficClass Stretch(double factor) => this with { Rate = Rate.Stretch(factor) };
}
