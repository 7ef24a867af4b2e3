using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Limits that operators have fixed while the gateway runs, by pool and server name: a reload makes new objects of what it changes, and the
/// word must outlive them. Control plane; one caller at a time.
/// </summary>
internal sealed class LimitOverrides
{
    private readonly Dictionary<(string Pool, string Server), int> words = [];

    /// <param name="limit">0 takes the word back.</param>
    public LimitOverrideResult Set(RoutingSnapshot snapshot, GatewayConfig config, string pool, string server, int limit)
    {
        PoolSnapshot? found = snapshot.Pools.FirstOrDefault(one => one.Name == pool);
        if (found is null)
        {
            return LimitOverrideResult.NoSuchPool;
        }

        ServerState? state = Array.Find(found.Servers, one => one.Name == server);
        if (state is null)
        {
            return LimitOverrideResult.NoSuchServer;
        }

        if (!found.IsProtected || found.Gate.Control.Find(state) is not { } control)
        {
            return LimitOverrideResult.ProtectionIsOff;
        }

        PoolLimitsConfig limits = config.Pools[pool].Limits;
        if (limit > MostFor(limits.Connections))
        {
            return LimitOverrideResult.AboveConnections;
        }

        if (limits.Maximum > 0 && limit > limits.Maximum)
        {
            return LimitOverrideResult.AboveMaximum;
        }

        control.Fixed = limit;
        state.Orders.FixedLimit = limit;
        if (limit > 0)
        {
            words[(pool, server)] = limit;
        }
        else
        {
            words.Remove((pool, server));
        }

        return LimitOverrideResult.Applied;
    }

    /// <summary>To be called once at the start: what was said to the process that this one takes over from.</summary>
    public void Inherit(RoutingSnapshot snapshot, GatewayConfig config)
    {
        foreach (PoolSnapshot pool in snapshot.Pools.Where(pool => pool.IsProtected))
        {
            foreach (ServerState server in pool.Servers.Where(server => server.Orders.FixedLimit > 0))
            {
                words[(pool.Name, server.Name)] = server.Orders.FixedLimit;
            }
        }

        ApplyTo(snapshot, config);
    }

    /// <summary>
    /// To be called after a reload. What was said about servers that have left is forgotten, and nobody's word holds beyond what the configuration allows
    /// now: it is lowered, and comes back when there is room for it.
    /// </summary>
    public void ApplyTo(RoutingSnapshot snapshot, GatewayConfig config)
    {
        foreach (((string pool, string server), int limit) in words.ToList())
        {
            PoolSnapshot? found = snapshot.Pools.FirstOrDefault(one => one.Name == pool);
            ServerState? state = found is null ? null : Array.Find(found.Servers, one => one.Name == server);
            if (state is null)
            {
                words.Remove((pool, server));
            }
            else if (found!.Gate.Control.Find(state) is { } control)
            {
                PoolLimitsConfig bounds = config.Pools[pool].Limits;
                int most = Math.Min(MostFor(bounds.Connections), bounds.Maximum > 0 ? bounds.Maximum : int.MaxValue);
                control.Fixed = Math.Min(limit, most);
            }
        }

        // Servers that come back after they had left are not fixed any more, nor for a successor.
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            Array.ForEach(pool.Servers, server => server.Orders.FixedLimit = words.GetValueOrDefault((pool.Name, server.Name)));
        }
    }

    /// <summary>As with measured limits: every request in flight needs a connection, and a probe may need one beside them.</summary>
    private static int MostFor(int connections) => connections > 0 ? Math.Max(1, connections - 1) : int.MaxValue;
}
