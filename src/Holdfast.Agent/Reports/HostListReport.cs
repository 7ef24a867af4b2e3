namespace Holdfast.Agent.Reports;

/// <summary>GET /api/agents.</summary>
public sealed record HostListReport(IReadOnlyList<HostStateReport> Hosts);
