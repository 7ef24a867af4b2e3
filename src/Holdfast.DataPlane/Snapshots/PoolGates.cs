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

        foreach (ServerState server in servers)
        {
            server.MaximumConnections = UsableConnectionsOf(pool.Limits);
            server.SharesWithProbes = pool.Limits.Connections == 1;
            server.Places.Maximum = MaximumSessionsOf(pool.Limits);
        }

        bool isProtected = IsProtected(pool, config);
        kept.Gate.Control.Adopt(isProtected ? servers : [], clock.NowNanoseconds);
        if (!isProtected)
        {
            Array.ForEach(servers, ForgetJudgements);
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
        Bulkhead bulkhead = Array.Find(gate.Bulkheads, each => each.Route == route) ?? new Bulkhead(route, percent / 100.0, workers, gate.Mail);
        bulkhead.Share = percent / 100.0;
        bulkhead.Baseline = BaselineOf(gate, route);
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

    /// <summary>Nobody judges the server from now on: what repelled requests last would do so for as long as it is configured.</summary>
    private static void ForgetJudgements(ServerState server)
    {
        server.Limit = ServerState.Unlimited;
        server.Slowness = server.Failing = 1;
    }

    /// <summary>One is left for the probes; where there is one in all, both take turns.</summary>
    private static int UsableConnectionsOf(PoolLimitsConfig limits) => limits.Connections > 1 ? limits.Connections - 1 : limits.Connections;

    /// <summary>
    /// Each session keeps a connection for as long as it lasts: where only those are bounded a tenth, and one at least, is left for requests. Where
    /// only one is usable, a session may have it.
    /// </summary>
    private static int MaximumSessionsOf(PoolLimitsConfig limits) =>
        limits.Sessions > 0 ? limits.Sessions : limits.Connections > 0 ? Math.Max(1, UsableConnectionsOf(limits) * 9 / 10) : 0;

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
