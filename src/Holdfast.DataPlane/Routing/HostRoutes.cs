namespace Holdfast.DataPlane.Routing;

/// <summary>The routes of one host, by path. Immutable.</summary>
internal sealed class HostRoutes
{
    // Null where there are none.
    private readonly ByteTable<RouteList>? exactPaths;

    // By literal start: the globs and prefixes below it. The start "" is kept apart: it needs no lookup.
    private readonly ByteTable<RouteList>? literalStarts;
    private readonly RouteList belowRoot;

    // Which lengths of literal starts occur at all, up to the longest: a path of a thousand slashes costs few lookups more than a short one.
    private readonly bool[] startLengths;

    public HostRoutes(List<PathRoute> routes)
    {
        exactPaths = Table(routes.Where(route => route.Pattern.IsExact));
        PathRoute[] below = [.. routes.Where(route => !route.Pattern.IsExact)];
        literalStarts = Table(below.Where(route => route.Pattern.Literal.Length > 0));
        belowRoot = new RouteList(below.Where(route => route.Pattern.Literal.Length == 0));
        startLengths = new bool[1 + below.Select(route => route.Pattern.Literal.Length).DefaultIfEmpty().Max()];
        Array.ForEach(below, route => startLengths[route.Pattern.Literal.Length] = true);
    }

    public int Match(in RouteRequest request)
    {
        int found = -1;
        if (exactPaths is not null && exactPaths.TryFind(request.Path, out RouteList exact))
        {
            found = exact.Match(request, request.Path.Length);
        }

        if (found < 0 && literalStarts is not null)
        {
            found = MatchLiteralStarts(literalStarts, request);
        }

        return found >= 0 ? found : belowRoot.Match(request, 0);
    }

    /// <summary>From the longest start that ends at a border of the path to the shortest.</summary>
    private int MatchLiteralStarts(ByteTable<RouteList> starts, in RouteRequest request)
    {
        ReadOnlySpan<byte> path = request.Path;
        // The end of the path is a border too: /a/* matches /a. A longer path has its last useful border where the longest start may end.
        int border = path.Length < startLengths.Length ? path.Length : path[..startLengths.Length].LastIndexOf((byte)'/');
        while (border > 0)
        {
            if (startLengths[border] && starts.TryFind(path[..border], out RouteList routes))
            {
                int found = routes.Match(request, border);
                if (found >= 0)
                {
                    return found;
                }
            }

            border = path[..border].LastIndexOf((byte)'/');
        }

        return -1;
    }

    private static ByteTable<RouteList>? Table(IEnumerable<PathRoute> routes)
    {
        KeyValuePair<byte[], RouteList>[] lists = [.. routes.GroupBy(route => Convert.ToHexString(route.Pattern.Literal), StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.First().Pattern.Literal, new RouteList(group)))];
        return lists.Length == 0 ? null : new ByteTable<RouteList>(lists);
    }
}
