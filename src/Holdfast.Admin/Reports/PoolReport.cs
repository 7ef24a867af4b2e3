namespace Holdfast.Admin;

public sealed record PoolReport(string Name, string Policy, long Queued, IReadOnlyList<ServerReport> Servers);
