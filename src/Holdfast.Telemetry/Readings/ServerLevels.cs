namespace Holdfast.Telemetry;

/// <summary>What a server has at one moment, for the second-by-second record.</summary>
/// <param name="Limit">Most requests at once; 0 where there is no limit.</param>
/// <param name="Connections">Open or being opened, of all workers.</param>
/// <param name="ConnectionCap">Most of them; 0 where there is no bound.</param>
/// <param name="IsAvailable">May be given requests.</param>
/// <param name="OutBecause">Why it is not; null while it is.</param>
/// <param name="Sessions">Begun or open, of all workers.</param>
/// <param name="SessionCap">Most of them; 0 where there is no bound.</param>
public readonly record struct ServerLevels(
    string Name, int InFlight, int Limit, int Weight, int Connections, int ConnectionCap, bool IsAvailable, string? OutBecause = null, int Sessions = 0, int SessionCap = 0);
