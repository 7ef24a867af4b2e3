namespace Holdfast.Drills;

/// <summary>
/// Everything about an origin that can be chosen at the start and changed while it runs. Immutable; <see cref="BehaviourKeys"/> gives each
/// property its name on the command line and in JSON.
/// </summary>
public sealed record OriginBehaviour
{
    /// <summary>"unlimited" as a number that no count reaches.</summary>
    public const int Unlimited = int.MaxValue;

    public ServiceTime Service { get; init; } = new(ServiceShape.Fixed, TimeSpan.FromMilliseconds(5));

    /// <summary>On top of everything else: 10 makes it ten times slower.</summary>
    public double LatencyFactor { get; init; } = 1;

    /// <summary>Requests served at once.</summary>
    public int Workers { get; init; } = Unlimited;

    /// <summary>Requests that wait for a worker; one more is answered 503.</summary>
    public int Queue { get; init; } = 128;

    public int MaxConnections { get; init; } = Unlimited;

    public AtCap AtCap { get; init; }

    public ScalabilityLaw Usl { get; init; }

    public long MemoryPerRequest { get; init; }

    public long MemoryLimit { get; init; } = long.MaxValue;

    /// <summary>How long it stays dead after a death of its own; null ends the process.</summary>
    public TimeSpan? DeathRestart { get; init; }

    public int Sessions { get; init; } = Unlimited;

    public double SessionDeath { get; init; } = 1.5;

    public double SessionSlow { get; init; } = 1;

    public ColdStart Cold { get; init; } = new(TimeSpan.Zero, 1);

    /// <summary>Share of requests that are answered 500, after their full service time.</summary>
    public double ErrorRate { get; init; }

    /// <summary>A request to this path kills the origin; null: none.</summary>
    public string? Poison { get; init; }

    public int BodyBytes { get; init; } = 100;

    public MemoryRule Memory => new(MemoryPerRequest, MemoryLimit);

    public ConnectionRule Connections => new(MaxConnections, AtCap);

    public SessionRule SessionRule => new(Sessions, SessionDeath, SessionSlow);
}
