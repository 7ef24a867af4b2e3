namespace Holdfast.Telemetry;

/// <summary>What a pool has at one moment, for the second-by-second record.</summary>
/// <param name="Clients">Those that take most; empty where clients are not measured.</param>
public sealed record PoolLevels(string Name, IReadOnlyList<ServerLevels> Servers, IReadOnlyList<ClientReading> Clients);
