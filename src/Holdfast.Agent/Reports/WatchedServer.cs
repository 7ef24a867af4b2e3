namespace Holdfast.Agent.Reports;

/// <param name="CpuCores">Processor time a second.</param>
/// <param name="OpenFiles">Null where the agent may not look.</param>
public sealed record WatchedServer(int Port, int Pid, string Name, DateTimeOffset StartedAt, double CpuCores, long ResidentBytes, int? OpenFiles, long? OpenFilesMaximum);
