namespace Holdfast.Agent.Reports;

/// <param name="Name">A control group's path, or the name of a program.</param>
/// <param name="OpenFiles">Of all its processes; null where the agent may not look at one of them, or where there are too many to look at.</param>
public sealed record GroupUse(string Name, double CpuCores, long MemoryBytes, int Processes, int? OpenFiles)
{
    /// <summary>Read from and written to disks a second; null where the system does not show it.</summary>
    public double? DiskBytesPerSecond { get; init; }

    /// <summary>A server that the gateway knows is in it: it may take all that there is.</summary>
    public bool HasServer { get; init; }
}
