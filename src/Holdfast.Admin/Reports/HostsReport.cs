namespace Holdfast.Admin;

/// <summary>What agents say of the servers' hosts, in short.</summary>
/// <param name="Reporting">Hosts whose agent reports.</param>
/// <param name="Silent">Hosts whose agent has stopped reporting without a word.</param>
public sealed record HostsReport(int Reporting, int Silent, IReadOnlyList<HostFindingReport> Findings);
