namespace Holdfast.Telemetry;

/// <summary>What a pool has at one moment, for the second-by-second record.</summary>
/// <param name="Clients">Those that take most; empty where clients are not measured.</param>
public sealed record PoolLevels(string Name, IReadOnlyList<ServerLevels> Servers, IReadOnlyList<ClientReading> Clients)
{
    /// <summary>Requests at servers at once that routes with a maximumShare may hold while others want them; 0 while not known.</summary>
    public IReadOnlyList<(string Route, int Places)> RoutePlaces { get; init; } = [];
}
