namespace Holdfast.DataPlane.Health;

/// <summary>What the servers of a pool can take as far as anyone knows, added up once for a look: a thousand of them may be on their way back. Prober thread only.</summary>
internal readonly struct PoolLimits
{
    // A server without a limit of its own and without peers that have one.
    private const int LeastLimit = 20;

    private readonly long sum;
    private readonly int known;
    private readonly int busiest;

    public PoolLimits(IReadOnlyList<ServerHealth> servers)
    {
        busiest = LeastLimit;
        for (int i = 0; i < servers.Count; i++)
        {
            sum += Counts(servers[i]) ? servers[i].Server.OwnLimit : 0;
            known += Counts(servers[i]) ? 1 : 0;
            // Nobody has a limit: twice what the busiest has in flight is more than enough for a beginning.
            busiest = Math.Max(busiest, 2 * servers[i].Server.InFlight);
        }
    }

    /// <summary>Its own limit, or what is usual among its peers.</summary>
    public int Of(ServerHealth health)
    {
        bool isOneOfThem = Counts(health);
        int peers = known - (isOneOfThem ? 1 : 0);
        // A mean is near enough, and needs no sorting.
        int usual = peers == 0 ? 0 : (int)((sum - (isOneOfThem ? health.Server.OwnLimit : 0)) / peers);
        int own = health.Server.OwnLimit == ServerState.Unlimited ? 0 : health.Server.OwnLimit;
        return own == 0 && peers == 0 ? busiest : Math.Max(own, usual);
    }

    private static bool Counts(ServerHealth health) => health.Server is { IsHealthy: true, OwnLimit: < ServerState.Unlimited };
}
