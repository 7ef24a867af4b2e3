namespace Holdfast.Incidents.Tasks;

/// <summary>The green run of a drill by which a task was closed.</summary>
/// <param name="Number">Of the verdict in the ledger.</param>
public sealed record TaskProof(long Number, string Scenario, DateTimeOffset StartedAt);
