namespace Holdfast.Simulation;

/// <summary>Clients of one kind: an open loop, they ask whether they are answered or not.</summary>
internal sealed record Stream
{
    public required string Name { get; init; }

    public RequestClass Class { get; init; } = RequestClass.Default;

    /// <summary>Requests a second, by time in seconds.</summary>
    public required Func<double, double> Rate { get; init; }

    public required ServiceTime Service { get; init; }

    public int Clients { get; init; } = 200;

    /// <summary>Number of the first client, so that streams have clients of their own.</summary>
    public ulong FirstClient { get; init; }

    public double DeadlineSeconds { get; init; } = 1;

    /// <summary>The gateway does not know the deadline: clients leave when it comes.</summary>
    public bool ClientsLeave { get; init; }

    /// <summary>The deadline is the route's timeout, which is nobody's wish: what will hardly be answered by then is sent all the same.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Immediate repetitions after a failure, the worst that clients do.</summary>
    public int Retries { get; init; }

    public int Route { get; init; }

    /// <summary>Done twice is the same as done once: it may be sent again.</summary>
    public bool IsIdempotent { get; init; } = true;
}
