using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Everything that was read in one look. Immutable; what is read seldom is repeated from the last time.</summary>
internal sealed record HostReading
{
    public required DateTimeOffset At { get; init; }

    public HostIdentity Identity { get; init; } = new("", null, null, 0, []);

    public HostLevels Levels { get; init; } = new();

    public long MemoryAvailableBytes { get; init; }

    /// <summary>Part of the last minute in which nothing at all could run for want of memory.</summary>
    public double MemoryStalled { get; init; }

    public long FilesOpen { get; init; }

    public long FilesMaximum { get; init; }

    /// <summary>Processes that the kernel has ended for want of memory since it started; null where it does not say.</summary>
    public long? OutOfMemoryKills { get; init; }

    /// <summary>By name of the counter: "ext4 vda", "sda", "memory controller mc0".</summary>
    public IReadOnlyList<ErrorCount> Errors { get; init; } = [];

    public IReadOnlyList<Temperature> Temperatures { get; init; } = [];

    public IReadOnlyList<WatchedServer> Servers { get; init; } = [];

    /// <summary>Watched ports whose process was not found: which of the processes are servers is then not known.</summary>
    public IReadOnlyList<int> ServersNotFound { get; init; } = [];

    public IReadOnlyList<GroupUse> Groups { get; init; } = [];

    public IReadOnlyList<SmartState> Smart { get; init; } = [];

    public ClockOffset? Clock { get; init; }

    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
