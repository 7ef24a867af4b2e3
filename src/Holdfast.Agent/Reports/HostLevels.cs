namespace Holdfast.Agent.Reports;

/// <summary>The host now. Shares are 0 to 1; null where the system does not show it.</summary>
public sealed record HostLevels
{
    public int Processors { get; init; }

    public double? CpuUsed { get; init; }

    /// <summary>Part of the time that the machine below took away.</summary>
    public double? CpuStolen { get; init; }

    public long MemoryBytes { get; init; }

    /// <summary>Without what the kernel would give back at once.</summary>
    public double? MemoryUsed { get; init; }

    /// <summary>Part of the last ten seconds in which some task waited for a processor.</summary>
    public double? CpuPressure { get; init; }

    public double? MemoryPressure { get; init; }

    public double? IoPressure { get; init; }

    public IReadOnlyList<DiskUse> Disks { get; init; } = [];

    /// <summary>Part of the busiest disk's time in which it worked.</summary>
    public double? DiskBusy { get; init; }

    /// <summary>Part of the system's open files that are in use.</summary>
    public double? FilesUsed { get; init; }

    public double? HottestCelsius { get; init; }
}

/// <param name="Used">0 to 1, of what may be used without being root.</param>
public sealed record DiskUse(string Mount, string Device, long TotalBytes, long FreeBytes, double Used);

/// <param name="CpuCores">Processor time a second.</param>
/// <param name="OpenFiles">Null where the agent may not look.</param>
public sealed record WatchedServer(int Port, int Pid, string Name, DateTimeOffset StartedAt, double CpuCores, long ResidentBytes, int? OpenFiles, long? OpenFilesMaximum);

/// <param name="Name">A control group's path, or the name of a program.</param>
public sealed record GroupUse(string Name, double CpuCores, long MemoryBytes, int Processes, int? OpenFiles);

/// <param name="Seconds">What this host's clock is ahead of the gateway's; negative when it is behind.</param>
/// <param name="UncertaintySeconds">The true offset is that much away at most: half of the fastest exchange's time.</param>
public sealed record ClockOffset(double Seconds, double UncertaintySeconds);

/// <param name="CpuSeconds">Processor time of the agent since it started.</param>
/// <param name="CpuShare">Of one processor, over the last minute.</param>
public sealed record AgentCost(double CpuSeconds, double CpuShare, long ResidentBytes);
