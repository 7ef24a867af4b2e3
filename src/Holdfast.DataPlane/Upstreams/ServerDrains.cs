using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// Servers that operators drain while the gateway runs, by pool and name: running exchanges end, new ones go elsewhere. A reload and a successor
/// keep it, a restart forgets it. Control plane; one caller at a time. Next: <see cref="ServerCondition.Draining"/>.
/// </summary>
internal sealed class ServerDrains
{
    private readonly HashSet<(string Pool, string Server)> words = [];

    /// <param name="drains">False takes the word back.</param>
    public ServerDrainResult Set(RoutingSnapshot snapshot, string pool, string server, bool drains)
    {
        PoolSnapshot? found = snapshot.Pools.FirstOrDefault(one => one.Name == pool);
        if (found is null)
        {
            return ServerDrainResult.NoSuchPool;
        }

        ServerState? state = Array.Find(found.Servers, one => one.Name == server);
        if (state is null)
        {
            return ServerDrainResult.NoSuchServer;
        }

        if (drains && !words.Contains((pool, server)) && !Array.Exists(found.Servers, one => one != state && one.Available && one.Weight > 0))
        {
            return ServerDrainResult.LastOne;
        }

        bool changes = drains ? words.Add((pool, server)) : words.Remove((pool, server));
        Apply(state, drains);
        return changes ? ServerDrainResult.Applied : ServerDrainResult.Unchanged;
    }

    /// <summary>To be called once at the start: what was said to the process that this one takes over from.</summary>
    public void Inherit(RoutingSnapshot snapshot)
    {
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            words.UnionWith(pool.Servers.Where(server => server.Orders.IsDrained).Select(server => (pool.Name, server.Name)));
        }

        ApplyTo(snapshot);
    }

    /// <summary>
    /// To be called after a reload. What was said about servers that have left is forgotten, and so is what would leave a pool without any server
    /// that takes requests: the newer word is the configuration's.
    /// </summary>
    /// <returns>Pools whose servers are drained no more, for want of others.</returns>
    public IReadOnlyList<string> ApplyTo(RoutingSnapshot snapshot)
    {
        List<string> takenBack = [];
        HashSet<(string, string)> present = [];
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            if (words.Count > 0 && pool.Servers.Length > 0 && Array.TrueForAll(pool.Servers, server => server.Weight <= 0 || words.Contains((pool.Name, server.Name)))
                && words.RemoveWhere(word => word.Pool == pool.Name) > 0)
            {
                takenBack.Add(pool.Name);
            }

            foreach (ServerState server in pool.Servers)
            {
                present.Add((pool.Name, server.Name));
                Apply(server, words.Contains((pool.Name, server.Name)));
            }
        }

        words.IntersectWith(present);
        return takenBack;
    }

    /// <summary>As <see cref="ApplyTo"/>, and says what it has taken back.</summary>
    public void Keep(RoutingSnapshot snapshot, EventLog events)
    {
        foreach (string pool in ApplyTo(snapshot))
        {
            events.Warning("server-drain", $"servers of pool {pool} are drained no more: the new configuration leaves no other that takes requests", ("pool", pool));
        }
    }

    private static void Apply(ServerState server, bool drains)
    {
        server.Draining = drains;
        server.Orders.IsDrained = drains;
    }
}
