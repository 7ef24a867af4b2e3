using Holdfast.Configuration;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Routing;

/// <summary>
/// Finds the route of a request. Immutable: compiled once per snapshot, read by every worker. Next on the path: a balancer.
/// <para>
/// The most specific of all routes that match wins. Compared first to last, a later line only where all earlier ones tie:
/// <list type="number">
/// <item>host: exact name, then *.suffix (the longer suffix first), then any host;</item>
/// <item>path: exact, then the longer run of whole literal segments at its start (/a/b/* before /a/*);</item>
/// <item>with equal starts a glob before the plain prefix; of two globs the one with more literal bytes, then with fewer **, then with fewer *;</item>
/// <item>the route with more conditions (each header is one, a list of methods is one);</item>
/// <item>the order in which the routes were written.</item>
/// </list>
/// A path of /* or none at all matches everything, "OPTIONS *" too. /a/* also matches /a itself; a closing /** is the same as /*.
/// </para>
/// <para>
/// Paths are compared byte for byte as they are forwarded: decoding or joining segments here but not in the server (or otherwise)
/// is how a request is routed as one thing and answered as another. So /%61 is not /a: a route is not an access control.
/// What would climb over a more specific route must be refused before: see <see cref="PathSafety"/>.
/// </para>
/// The work of a match depends on the request and on the depth of the routes, not on their number: hosts and literal starts of paths are
/// found in hash tables, and only globs and conditions that share host and literal start are tried one by one.
/// </summary>
public sealed class RouteTable
{
    private readonly RouteCondition[] conditions;
    private readonly ByteTable<HostRoutes> exactHosts;
    private readonly ByteTable<HostRoutes> hostSuffixes;
    private readonly HostRoutes anyHost;

    private RouteTable(RouteCondition[] conditions, ByteTable<HostRoutes> exactHosts, ByteTable<HostRoutes> hostSuffixes, HostRoutes anyHost)
    {
        this.conditions = conditions;
        this.exactHosts = exactHosts;
        this.hostSuffixes = hostSuffixes;
        this.anyHost = anyHost;
    }

    /// <param name="routes">Already checked: paths start with a slash, methods are tokens.</param>
    public static RouteTable Compile(IReadOnlyList<RouteConfig> routes)
    {
        RouteCondition[] conditions = [.. routes.Select(route => new RouteCondition(route.Match))];
        var exact = new Dictionary<string, List<PathRoute>>(StringComparer.Ordinal);
        var suffixes = new Dictionary<string, List<PathRoute>>(StringComparer.Ordinal);
        var any = new List<PathRoute>();
        for (int i = 0; i < routes.Count; i++)
        {
            HostPattern host = HostPattern.Parse(routes[i].Match.Host);
            List<PathRoute> group = host.Kind switch
            {
                HostPatternKind.Exact => GroupOf(exact, host.Name),
                HostPatternKind.Suffix => GroupOf(suffixes, host.Name),
                _ => any,
            };
            group.Add(new PathRoute(i, PathPattern.Parse(routes[i].Match.Path), conditions[i].Count));
        }

        return new RouteTable(conditions, HostTable(exact), HostTable(suffixes), new HostRoutes(any));
    }

    /// <summary>Index of the route in the list that was compiled, or -1. Allocates nothing.</summary>
    /// <param name="host">Authority as it came: with or without port, in any case; empty when there was none.</param>
    /// <param name="path">Without the query; empty counts as "/".</param>
    /// <param name="buffer">What the places in <paramref name="fields"/> refer to.</param>
    public int Match(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, ReadOnlySpan<byte> method, ReadOnlySpan<byte> buffer, HeaderBlock fields)
    {
        var request = new RouteRequest(path.IsEmpty ? "/"u8 : path, method, buffer, fields, conditions);
        if (exactHosts.Count + hostSuffixes.Count > 0)
        {
            Span<byte> space = stackalloc byte[HostName.MaximumBytes];
            int route = MatchNamedHost(HostName.Normalise(host, space), request);
            if (route >= 0)
            {
                return route;
            }
        }

        return anyHost.Match(request);
    }

    private int MatchNamedHost(ReadOnlySpan<byte> name, in RouteRequest request)
    {
        HostRoutes? routes = name.IsEmpty ? null : exactHosts.Find(name);
        int route = routes is null ? -1 : routes.Match(request);
        // From the longest suffix to the shortest: each dot starts one. The name itself is not below itself, so the first byte is no start.
        int dot = name.IsEmpty || hostSuffixes.Count == 0 ? -1 : name[1..].IndexOf((byte)'.') + 1;
        while (route < 0 && dot > 0)
        {
            routes = hostSuffixes.Find(name[dot..]);
            route = routes is null ? -1 : routes.Match(request);
            int next = name[(dot + 1)..].IndexOf((byte)'.');
            dot = next < 0 ? -1 : dot + 1 + next;
        }

        return route;
    }

    private static List<PathRoute> GroupOf(Dictionary<string, List<PathRoute>> groups, string name)
    {
        if (!groups.TryGetValue(name, out List<PathRoute>? group))
        {
            groups[name] = group = [];
        }

        return group;
    }

    private static ByteTable<HostRoutes> HostTable(Dictionary<string, List<PathRoute>> groups) =>
        new([.. groups.Select(group => KeyValuePair.Create(System.Text.Encoding.UTF8.GetBytes(group.Key), new HostRoutes(group.Value)))]);
}
