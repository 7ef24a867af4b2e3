namespace Holdfast.Admin;

/// <param name="Servers">pool/server, of all servers on the host.</param>
public sealed record HostFindingReport(string Host, IReadOnlyList<string> Servers, string Kind, string Subject, string Text, string Advice, DateTimeOffset Since);
