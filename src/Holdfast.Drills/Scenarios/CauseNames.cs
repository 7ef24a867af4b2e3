namespace Holdfast.Drills.Scenarios;

/// <summary>Causes as Holdfast's diagnosis names them. A test holds them against its registry, which drills do not see.</summary>
public static class CauseNames
{
    public static IReadOnlyList<string> All { get; } =
        ["surge", "sick-server", "pool-exhaustion", "imbalance", "bad-deployment", "network", "one-client", "retry-storm", "monitoring-load"];
}
