namespace Holdfast.Agent.Reports;

/// <param name="CpuSeconds">Processor time of the agent since it started.</param>
/// <param name="CpuShare">Of one processor, over the last minute.</param>
public sealed record AgentCost(double CpuSeconds, double CpuShare, long ResidentBytes);
