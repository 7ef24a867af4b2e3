using System.Text;
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
    // Every host's paths lie in one table, and what a lookup needs of a host in one array: see KeyTable for why.
    private const int AnyHost = 0;

    private readonly KeyTable? exactHosts;
    private readonly KeyTable? hostSuffixes;
    private readonly HostRoutes[] hosts;
    private readonly PathTable paths;

    private RouteTable(KeyTable? exactHosts, KeyTable? hostSuffixes, HostRoutes[] hosts, PathTable paths)
    {
        this.exactHosts = exactHosts;
        this.hostSuffixes = hostSuffixes;
        this.hosts = hosts;
        this.paths = paths;
    }

    /// <param name="routes">Already checked: paths start with a slash, methods are tokens.</param>
    public static RouteTable Compile(IReadOnlyList<RouteConfig> routes)
    {
        Dictionary<string, int> exact = new(StringComparer.Ordinal);
        Dictionary<string, int> suffixes = new(StringComparer.Ordinal);
        Dictionary<string, Glob> globs = new(StringComparer.Ordinal);
        List<List<PathRoute>> byHost = [[]];
        for (int i = 0; i < routes.Count; i++)
        {
            HostPattern pattern = HostPattern.Parse(routes[i].Match.Host);
            int host = pattern.Kind switch
            {
                HostPatternKind.Exact => NumberOf(exact, pattern.Name, byHost),
                HostPatternKind.Suffix => NumberOf(suffixes, pattern.Name, byHost),
                _ => AnyHost,
            };
            byHost[host].Add(new PathRoute(i, PathPattern.Parse(routes[i].Match.Path, globs), RouteCondition.Of(routes[i].Match)));
        }

        PathTable paths = PathTable.Compile(byHost, out HostRoutes[] hosts);
        return new RouteTable(HostTable(exact), HostTable(suffixes), hosts, paths);
    }

    /// <summary>Index of the route in the list that was compiled, or -1. Allocates nothing.</summary>
    /// <param name="host">Authority as it came: with or without port, in any case; empty when there was none.</param>
    /// <param name="path">Without the query; empty counts as "/".</param>
    /// <param name="buffer">What the places in <paramref name="fields"/> refer to.</param>
    public int Match(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, ReadOnlySpan<byte> method, ReadOnlySpan<byte> buffer, HeaderBlock fields)
    {
        var request = new RouteRequest(path.IsEmpty ? "/"u8 : path, method, buffer, fields);
        if (exactHosts is not null || hostSuffixes is not null)
        {
            Span<byte> space = stackalloc byte[HostName.MaximumBytes];
            int route = MatchNamedHost(HostName.Normalise(host, space), request);
            if (route >= 0)
            {
                return route;
            }
        }

        return hosts[AnyHost].Match(paths, request);
    }

    private int MatchNamedHost(ReadOnlySpan<byte> name, in RouteRequest request)
    {
        int route = exactHosts is not null && exactHosts.TryFind(0, name, out int host) ? hosts[host].Match(paths, request) : -1;
        return route < 0 && hostSuffixes is not null && !name.IsEmpty ? MatchSuffixes(hostSuffixes, name, request) : route;
    }

    /// <summary>From the longest suffix to the shortest: each dot starts one.</summary>
    private int MatchSuffixes(KeyTable suffixes, ReadOnlySpan<byte> name, in RouteRequest request)
    {
        // A name is not below itself: a dot at its very start does not count.
        int start = 1;
        while (true)
        {
            int dot = name[start..].IndexOf((byte)'.');
            if (dot < 0)
            {
                return -1;
            }

            start += dot;
            int route = suffixes.TryFind(0, name[start..], out int host) ? hosts[host].Match(paths, request) : -1;
            if (route >= 0)
            {
                return route;
            }

            start++;
        }
    }

    private static int NumberOf(Dictionary<string, int> names, string name, List<List<PathRoute>> byHost)
    {
        if (!names.TryGetValue(name, out int number))
        {
            names[name] = number = byHost.Count;
            byHost.Add([]);
        }

        return number;
    }

    private static KeyTable? HostTable(Dictionary<string, int> names) =>
        names.Count == 0 ? null : new KeyTable([.. names.Select(name => (0, Encoding.UTF8.GetBytes(name.Key), name.Value))]);
}
