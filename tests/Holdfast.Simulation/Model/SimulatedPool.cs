namespace Holdfast.Simulation;

/// <summary>The pool of a simulated gateway: real, but for what only sockets need.</summary>
internal static class SimulatedPool
{
    public static PoolState Create(ServerState[] servers, BalanceConfig balance, HealthConfig? probes, PoolControl control, int workers, SeededRandom random) =>
        new(Snapshot(servers, balance, probes, control, workers), BalancerRegistry.Create(balance, servers, random, null), control.SamplesOf(0));

    private static PoolSnapshot Snapshot(ServerState[] servers, BalanceConfig balance, HealthConfig? probes, PoolControl control, int workers) => new()
    {
        Name = "shop",
        Index = 0,
        IsProtected = true,
        Gate = new PoolGate("shop", 0, control, workers),
        Servers = servers,
        Balance = balance,
        HashName = [],
        StickyCookie = [],
        StickyAttributes = [],
        Health = new PoolHealth(servers, probes, null, 0),
        MaximumIdleConnections = 0,
        IdleNanoseconds = 0,
        BalancingFingerprint = "",
    };
}
