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

    public IReadOnlyList<GroupUse> Groups { get; init; } = [];

    public IReadOnlyList<SmartState> Smart { get; init; } = [];

    public ClockOffset? Clock { get; init; }

    public IReadOnlyList<string> NotSeen { get; init; } = [];
}

/// <param name="MachineId">Of the installation, as it is on disk; never leaves the host unhashed.</param>
/// <param name="BootId">Of this start of the kernel.</param>
internal sealed record HostIdentity(string Name, string? MachineId, string? BootId, double UptimeSeconds, IReadOnlyList<string> Addresses);

/// <param name="Kind">What sort of error it counts.</param>
internal sealed record ErrorCount(ErrorKind Kind, string Name, long Count);

internal enum ErrorKind
{
    /// <summary>A file system found itself damaged.</summary>
    FileSystem = 0,

    /// <summary>A disk could not read or write.</summary>
    Disk,

    /// <summary>Memory was wrong and could be corrected.</summary>
    MemoryCorrected,

    /// <summary>Memory was wrong.</summary>
    MemoryLost,

    /// <summary>A control group's processes were ended for want of memory.</summary>
    GroupKilled,
}

/// <param name="CriticalCelsius">Where the hardware protects itself; null where it does not say.</param>
internal sealed record Temperature(string Sensor, double Celsius, double? CriticalCelsius);
