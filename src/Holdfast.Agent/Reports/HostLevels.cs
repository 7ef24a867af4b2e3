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
