using System.Globalization;
using System.Net;
using System.Text;
using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>
/// Configuration to snapshot. Servers that were there before keep their state object, and with it their requests in flight, latency,
/// health and connections. Control plane; one caller at a time.
/// </summary>
public sealed class SnapshotCompiler
{
    private readonly Dictionary<string, ServerState> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PoolHealth> health = new(StringComparer.Ordinal);
    private readonly PoolGates gates;
    private readonly ulong seed;
    private readonly RateLimits rateLimits;
    private readonly ServerChanges changes = new();
    private readonly List<ServerState> leaving = [];
    private readonly Dictionary<ServerState, int> lighter = [];
    private readonly IClock clock;
    private readonly SharedLimits? shared;
    private long revision;

    /// <param name="workers">Each has counters of its own.</param>
    /// <param name="seed">Secret of this process.</param>
    /// <param name="shared">Where servers are counted together with a predecessor or a successor; null for in this process alone.</param>
    public SnapshotCompiler(IClock clock, int workers, ulong seed, SharedLimits? shared = null)
    {
        this.clock = clock;
        this.shared = shared;
        rateLimits = new RateLimits(seed);
        this.seed = seed;
        gates = new PoolGates(clock, workers);
    }

    /// <param name="config">Checked already.</param>
    /// <param name="addresses">Addresses of every server name that is not an address itself.</param>
    public RoutingSnapshot Compile(GatewayConfig config, IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses)
    {
        List<PoolSnapshot> pools = [];
        Dictionary<string, int> poolIndexes = new(StringComparer.Ordinal);
        HashSet<string> used = new(StringComparer.Ordinal);
        foreach ((string name, PoolConfig pool) in config.Pools)
        {
            poolIndexes[name] = pools.Count;
            pools.Add(CompilePool(name, pools.Count, pool, config, addresses, used));
        }

        ForgetServersNotIn(used);
        health.Keys.Where(name => !config.Pools.ContainsKey(name)).ToList().ForEach(name => health.Remove(name));
        RouteSnapshot[] routes = [.. config.Routes.Select((route, index) => CompileRoute(route, index, pools[poolIndexes[route.Pool]], config))];
        gates.ForgetAllBut(config);
        rateLimits.ForgetAllBut(routes);
        return new RoutingSnapshot
        {
            Revision = ++revision,
            Table = RouteTable.Compile(config.Routes),
            Routes = routes,
            Pools = pools,
            Timeouts = new TimeoutsSnapshot(config.Timeouts),
            Forwarding = new ForwardingSnapshot(config.Forwarding),
            Clients = new ClientIdentity(config.Protection.Client, seed),
            Shed = new ShedAnswers(config.Protection),
        };
    }

    /// <summary>
    /// To be called when every worker serves by the last snapshot. What takes servers away happens only here: until then a worker picks
    /// by the snapshot before, and would find a pool that has been replaced without any server.
    /// </summary>
    public void Complete()
    {
        leaving.ForEach(server => server.Draining = true);
        leaving.Clear();
        foreach ((ServerState server, int weight) in lighter)
        {
            server.Weight = weight;
        }

        lighter.Clear();
    }

    private RouteSnapshot CompileRoute(RouteConfig route, int index, PoolSnapshot pool, GatewayConfig config) => new()
    {
        Name = route.Name ?? NameOf(route.Match),
        Index = index,
        Class = route.Class,
        PoolIndex = pool.Index,
        RateLimits = rateLimits.Of(route.Name ?? NameOf(route.Match), route.RateLimits),
        Baseline = gates.BaselineOf(pool.Gate, route.Name ?? NameOf(route.Match)),
        Bulkhead = pool.IsProtected ? gates.BulkheadOf(pool.Gate, route.Name ?? NameOf(route.Match), route.MaximumShare ?? 0) : null,
        StripPrefix = Encoding.ASCII.GetBytes(route.StripPrefix?.TrimEnd('/') ?? string.Empty),
        HostOfHostless = Encoding.ASCII.GetBytes(config.Pools[route.Pool].Servers is [ServerConfig first, ..] ? first.Address : "localhost"),
        RequestHeaders = HeaderRules.Compile(route.RequestHeaders),
        ResponseHeaders = HeaderRules.Compile(route.ResponseHeaders),
        TotalNanoseconds = TimeoutsSnapshot.Nanoseconds(route.Timeout ?? config.Timeouts.Total),
        MaximumBodyBytes = route.MaximumBody ?? config.Limits.MaximumBody,
    };

    private static string NameOf(MatchConfig match)
    {
        string methods = match.Methods.Count == 0 ? string.Empty : string.Join(',', match.Methods) + " ";
        string headers = match.Headers.Count == 0 ? string.Empty : " " + string.Join(',', match.Headers.Select(header => $"{header.Key}={header.Value}"));
        return $"{methods}{match.Host}{match.Path ?? "/*"}{headers}";
    }

    private PoolSnapshot CompilePool(string name, int index, PoolConfig pool, GatewayConfig config, IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses, HashSet<string> used)
    {
        ServerState[] servers = [.. pool.Servers.SelectMany(server => StatesOf(name, server, [.. Resolve(server, addresses)], used))];
        return new PoolSnapshot
        {
            Name = name,
            Index = index,
            Servers = servers,
            Balance = pool.Balance,
            HashName = Encoding.ASCII.GetBytes(pool.Balance.HashName ?? string.Empty),
            StickyCookie = Encoding.ASCII.GetBytes(pool.Sticky?.Cookie ?? string.Empty),
            StickyAttributes = StickyAttributes(pool.Sticky),
            Health = health[name] = new PoolHealth(servers, pool.Health, health.GetValueOrDefault(name), clock.NowNanoseconds, PoolGates.IsProtected(pool, config)),
            IsProtected = PoolGates.IsProtected(pool, config),
            Gate = gates.Of(name, pool, config, servers),
            MaximumIdleConnections = pool.MaximumIdleConnections,
            IdleNanoseconds = TimeoutsSnapshot.Nanoseconds(pool.IdleTimeout),
            BalancingFingerprint = $"{pool.Balance}|{string.Join(',', servers.Select(server => $"{server.Name}@{server.Address}*{lighter.GetValueOrDefault(server, server.Weight)}"))}",
        };
    }

    private IEnumerable<ServerState> StatesOf(string pool, ServerConfig server, NetworkAddress[] addresses, HashSet<string> used) =>
        addresses.Select(address => StateOf(pool, NameOf(server, address, isOnly: addresses.Length == 1), server, address, used));

    /// <summary>
    /// Follows from what is configured and resolved, and from nothing that was before: gateways side by side, and one process after another, must call a server the same,
    /// or they would not know each other's sticky cookies, counts and orders.
    /// </summary>
    private static string NameOf(ServerConfig server, NetworkAddress address, bool isOnly)
    {
        string name = server.Name ?? server.Address;
        bool isUnique = NetworkAddress.TryParse(server.Address, out _) || (isOnly && server.Name is not null);
        return isUnique ? name : $"{name}/{address}";
    }

    private ServerState StateOf(string pool, string name, ServerConfig server, NetworkAddress address, HashSet<string> used)
    {
        string key = $"{pool}\n{name}\n{address}";
        used.Add(key);
        if (!known.TryGetValue(key, out ServerState? state))
        {
            state = new ServerState(pool, name, address, server.Weight, changes, shared?.Claim(pool, name, address));
            known[key] = state;
        }

        if (server.Weight < state.Weight)
        {
            lighter[state] = server.Weight;
        }
        else
        {
            state.Weight = server.Weight;
        }

        return state;
    }

    private static IEnumerable<NetworkAddress> Resolve(ServerConfig server, IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> addresses)
    {
        if (NetworkAddress.TryParse(server.Address, out NetworkAddress address))
        {
            return [address];
        }

        (string host, int port) = ServerName.Split(server.Address);
        return addresses.TryGetValue(host, out IReadOnlyList<IPAddress>? resolved)
            ? resolved.Select(found => NetworkAddress.From(found, port))
            : [];
    }

    private static byte[] StickyAttributes(StickyConfig? sticky)
    {
        // HttpOnly: no script needs it. SameSite=Lax: enough for a user's own navigation.
        string age = sticky?.MaximumAge is { } maximum ? string.Create(CultureInfo.InvariantCulture, $"; Max-Age={(long)maximum.TotalSeconds}") : string.Empty;
        return Encoding.ASCII.GetBytes($"; Path=/; HttpOnly; SameSite=Lax{age}");
    }

    private void ForgetServersNotIn(HashSet<string> used)
    {
        foreach (string key in known.Keys.Where(key => !used.Contains(key)).ToList())
        {
            leaving.Add(known[key]);
            known.Remove(key);
        }
    }
}
