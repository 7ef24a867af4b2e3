namespace Holdfast.Agent.Reports;

/// <summary>What an agent says of its host, as it is posted to /api/agents/report. At most <see cref="MaximumBytes"/> long.</summary>
public sealed record AgentReport
{
    /// <summary>A full report of a large host has 10 KiB; who sends more is not an agent.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>The host's name, as people know it.</summary>
    public required string Host { get; init; }

    public string Version { get; init; } = "";

    public DateTimeOffset SentAt { get; init; }

    /// <summary>With what <see cref="Machine"/> and <see cref="Boot"/> were hashed; null before the gateway has said it.</summary>
    public string? Seed { get; init; }

    /// <summary>Hash of the installation's id: the same in copies of one disk image.</summary>
    public string? Machine { get; init; }

    /// <summary>Hash of the id of this start of the kernel: the same in every container of a machine, and only there.</summary>
    public string? Boot { get; init; }

    /// <summary>The last one: somebody stopped the agent.</summary>
    public bool Leaves { get; init; }

    /// <summary>How many times longer than it is asked to it waits for its next report, as it takes too much itself; who does not say waits as asked.</summary>
    public double Stretch { get; init; } = 1;

    public double UptimeSeconds { get; init; }

    /// <summary>Of its network interfaces, without loopback.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    public HostLevels Levels { get; init; } = new();

    /// <summary>The processes that listen on the ports that the gateway asked for.</summary>
    public IReadOnlyList<WatchedServer> Servers { get; init; } = [];

    /// <summary>Who takes most, by processor, memory or open files.</summary>
    public IReadOnlyList<GroupUse> Groups { get; init; } = [];

    public IReadOnlyList<HostFinding> Findings { get; init; } = [];

    /// <summary>Null before the first answers of the gateway.</summary>
    public ClockOffset? Clock { get; init; }

    public AgentCost Cost { get; init; } = new(0, 0, 0);

    /// <summary>What could not be looked at, and why.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
