namespace Holdfast.Admin;

/// <summary>The gateway now, as GET /api/state shows it.</summary>
public sealed record GatewayStateReport
{
    public required string Version { get; init; }

    public required int Pid { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required bool Ready { get; init; }

    public required bool Draining { get; init; }

    public required ConfigReport Config { get; init; }

    /// <summary>Null where nobody counts.</summary>
    public ClientsReport? Clients { get; init; }

    /// <summary>Null before the first look.</summary>
    public PressureReport? Pressure { get; init; }

    /// <summary>What detection says; GET /api/diagnosis has all of it.</summary>
    public DetectionReport? Detection { get; init; }

    /// <summary>Tasks that are overdue, in a sentence; null when none is.</summary>
    public string? TasksOverdue { get; init; }

    /// <summary>The disk takes no records of incidents: what is new is lost with the process.</summary>
    public bool IncidentsInMemoryOnly { get; init; }

    /// <summary>Messages that nobody has heard by any channel for a minute, a sentence each.</summary>
    public IReadOnlyList<string> MessagesUndelivered { get; init; } = [];

    /// <summary>How full the store of incidents is, 0 to 1, once that matters.</summary>
    public double? IncidentStoreUsed { get; init; }

    public IReadOnlyList<WorkerReport> Workers { get; init; } = [];

    public IReadOnlyList<ListenerReport> Listeners { get; init; } = [];

    public IReadOnlyList<RouteReport> Routes { get; init; } = [];

    public IReadOnlyList<PoolReport> Pools { get; init; } = [];

    /// <summary>Clients that operators have bounded by hand.</summary>
    public IReadOnlyList<ThrottleReport> Throttles { get; init; } = [];

    /// <summary>What agents find on the servers' hosts; null while none has reported. GET /api/agents has all of it.</summary>
    public HostsReport? Hosts { get; init; }

    /// <summary>What is wrong, the worst first; empty when the gateway is well.</summary>
    public IReadOnlyList<TroubleReport> Troubles { get; init; } = [];
}
