using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>What overload control knows of each pool, over reloads: gates by pool, baselines by route. Control plane; one caller at a time.</summary>
internal sealed class PoolGates
{
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly IClock clock;
    private readonly int workers;
    private int made;

    public PoolGates(IClock clock, int workers)
    {
        this.clock = clock;
        this.workers = workers;
    }

    public static bool IsProtected(PoolConfig pool, GatewayConfig config) => (pool.Protection ?? config.Protection.Mode) == ProtectionMode.On;

    /// <summary>The pool's gate, with its servers as they are from now on. What was learned stays, within the operator's bounds.</summary>
    public PoolGate Of(string name, PoolConfig pool, GatewayConfig config, ServerState[] servers)
    {
        if (!known.TryGetValue(name, out Known? kept))
        {
            kept = new Known(pool.Limits, new PoolGate(name, made++, NewControl(pool), workers));
            known[name] = kept;
        }
        else if (kept.Limits != pool.Limits)
        {
            kept.Gate.Control.Use(SettingsOf(pool.Limits), clock.NowNanoseconds);
            kept.Limits = pool.Limits;
        }

        // One is left for the probes; where there is one in all, both take turns.
        foreach (ServerState server in servers)
        {
            server.MaximumConnections = pool.Limits.Connections > 1 ? pool.Limits.Connections - 1 : pool.Limits.Connections;
            server.SharesWithProbes = pool.Limits.Connections == 1;
        }

        bool isProtected = IsProtected(pool, config);
        kept.Gate.Control.Adopt(isProtected ? servers : [], clock.NowNanoseconds);
        if (!isProtected)
        {
            Array.ForEach(servers, server => server.Limit = ServerState.Unlimited);
        }

        return kept.Gate;
    }

    public RouteBaseline BaselineOf(PoolGate gate, string route)
    {
        Known kept = known[gate.Pool];
        kept.Used.Add(route);
        if (!kept.Routes.TryGetValue(route, out RouteBaseline? baseline))
        {
            baseline = gate.Control.AddRoute();
            kept.Routes[route] = baseline;
        }

        return baseline;
    }

    /// <summary>The route's bulkhead; null where no share is named.</summary>
    /// <param name="percent">Of the pool; 0 for no bound.</param>
    public Bulkhead? BulkheadOf(PoolGate gate, string route, int percent)
    {
        if (percent == 0)
        {
            return null;
        }

        Known kept = known[gate.Pool];
        Bulkhead bulkhead = Array.Find(gate.Bulkheads, each => each.Route == route) ?? new Bulkhead(route, percent / 100.0, workers);
        bulkhead.Share = percent / 100.0;
        kept.Bulkheads.Add(bulkhead);
        return bulkhead;
    }

    /// <summary>After a whole configuration was compiled.</summary>
    public void ForgetAllBut(GatewayConfig config)
    {
        foreach (string pool in known.Keys.Where(pool => !config.Pools.ContainsKey(pool)).ToList())
        {
            known.Remove(pool);
        }

        foreach (Known kept in known.Values)
        {
            foreach (string route in kept.Routes.Keys.Where(route => !kept.Used.Contains(route)).ToList())
            {
                kept.Gate.Control.RemoveRoute(kept.Routes[route]);
                kept.Routes.Remove(route);
            }

            kept.Used.Clear();
            kept.Gate.Bulkheads = [.. kept.Bulkheads];
            kept.Bulkheads.Clear();
        }
    }

    private PoolControl NewControl(PoolConfig pool) => new(SettingsOf(pool.Limits), workers, [], clock.NowNanoseconds);

    private static LimitSettings SettingsOf(PoolLimitsConfig limits)
    {
        LimitSettings settings = LimitSettings.Default;
        // Every request in flight needs a connection, and a probe may need one beside them.
        int ceiling = Math.Min(limits.Maximum > 0 ? limits.Maximum : settings.Ceiling, limits.Connections > 0 ? Math.Max(1, limits.Connections - 1) : settings.Ceiling);
        return settings with
        {
            Floor = Math.Min(limits.Minimum, ceiling),
            Ceiling = ceiling,
            Start = Math.Clamp(settings.Start, Math.Min(limits.Minimum, ceiling), ceiling),
        };
    }

    private sealed class Known(PoolLimitsConfig limits, PoolGate gate)
    {
        public PoolLimitsConfig Limits { get; set; } = limits;

        public PoolGate Gate { get; } = gate;

        public Dictionary<string, RouteBaseline> Routes { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

        /// <summary>Those of the configuration that is being compiled.</summary>
        public List<Bulkhead> Bulkheads { get; } = [];
    }
}
