namespace Holdfast.Agent.Reports;

/// <param name="Name">A control group's path, or the name of a program.</param>
public sealed record GroupUse(string Name, double CpuCores, long MemoryBytes, int Processes, int? OpenFiles);
