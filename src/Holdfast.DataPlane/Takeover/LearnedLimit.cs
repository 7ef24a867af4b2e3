namespace Holdfast.DataPlane.Takeover;

/// <summary>What was learned of one server's limit, for a process that comes later.</summary>
public sealed record LearnedLimit(string Pool, string Server, string Address, int Limit)
{
    /// <summary>
    /// Of all servers of which something is known, and whose limits this process says: one that leaves sees little of them, and would write over what its
    /// successor has kept.
    /// </summary>
    internal static IReadOnlyList<LearnedLimit> Of(RoutingSnapshot snapshot) =>
    [
        .. from pool in snapshot.Pools
           where pool.IsProtected
           from control in pool.Gate.Control.Servers
           let limit = control.Learned
           where limit > 0 && control.Server.Limits.MayBeSet
           select new LearnedLimit(pool.Name, control.Server.Name, control.Server.Address.ToString(), limit),
    ];

    /// <summary>To be called before the first request.</summary>
    internal static void Apply(IReadOnlyList<LearnedLimit> learned, RoutingSnapshot snapshot)
    {
        foreach (LearnedLimit each in learned)
        {
            PoolSnapshot? pool = snapshot.Pools.FirstOrDefault(one => one.Name == each.Pool && one.IsProtected);
            ServerControl? control = pool?.Gate.Control.Servers.FirstOrDefault(one => one.Server.Name == each.Server && one.Server.Address.ToString() == each.Address);
            control?.Remember(each.Limit);
        }
    }
}
