namespace Holdfast.Admin;

/// <summary>What agents say of the servers' hosts, in short.</summary>
/// <param name="Reporting">Hosts whose agent reports.</param>
/// <param name="Silent">Hosts whose agent has stopped reporting without a word.</param>
public sealed record HostsReport(int Reporting, int Silent, IReadOnlyList<HostFindingReport> Findings);

/// <param name="Servers">pool/server, of all servers on the host.</param>
public sealed record HostFindingReport(string Host, IReadOnlyList<string> Servers, string Kind, string Subject, string Text, string Advice, DateTimeOffset Since);
