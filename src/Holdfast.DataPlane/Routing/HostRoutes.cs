namespace Holdfast.DataPlane.Routing;

/// <summary>The routes of one host, by path. Immutable.</summary>
internal sealed class HostRoutes
{
    private readonly ByteTable<PathRoute[]> exactPaths;

    // By literal start: the globs and prefixes below it, most specific first. The start "" is kept apart: it needs no lookup.
    private readonly ByteTable<PathRoute[]> literalStarts;
    private readonly PathRoute[] belowRoot;

    // Which lengths of literal starts occur at all, up to the longest: a path of a thousand slashes costs few lookups more than a short one.
    private readonly bool[] startLengths;

    public HostRoutes(List<PathRoute> routes)
    {
        exactPaths = Table(routes.Where(route => route.Pattern.IsExact));
        PathRoute[] below = [.. routes.Where(route => !route.Pattern.IsExact)];
        literalStarts = Table(below.Where(route => route.Pattern.Literal.Length > 0));
        belowRoot = Sorted(below.Where(route => route.Pattern.Literal.Length == 0));
        startLengths = new bool[1 + below.Select(route => route.Pattern.Literal.Length).DefaultIfEmpty().Max()];
        Array.ForEach(below, route => startLengths[route.Pattern.Literal.Length] = true);
    }

    public int Match(in RouteRequest request)
    {
        PathRoute[]? exact = exactPaths.Find(request.Path);
        if (exact is not null)
        {
            foreach (PathRoute route in exact)
            {
                if (request.Meets(route.Index))
                {
                    return route.Index;
                }
            }
        }

        int found = startLengths.Length == 1 ? -1 : MatchLiteralStarts(request);
        return found >= 0 ? found : MatchBelow(belowRoot, request, 0);
    }

    /// <summary>From the longest start that ends at a border of the path to the shortest.</summary>
    private int MatchLiteralStarts(in RouteRequest request)
    {
        ReadOnlySpan<byte> path = request.Path;
        // The end of the path is a border too: /a/* matches /a. A longer path has its last useful border where the longest start may end.
        int border = path.Length < startLengths.Length ? path.Length : path[..startLengths.Length].LastIndexOf((byte)'/');
        while (border > 0)
        {
            PathRoute[]? routes = startLengths[border] ? literalStarts.Find(path[..border]) : null;
            int found = routes is null ? -1 : MatchBelow(routes, request, border);
            if (found >= 0)
            {
                return found;
            }

            border = path[..border].LastIndexOf((byte)'/');
        }

        return -1;
    }

    private static int MatchBelow(PathRoute[] routes, in RouteRequest request, int border)
    {
        foreach (PathRoute route in routes)
        {
            if ((route.Pattern.Glob is null || route.Pattern.Glob.Matches(request.Path[border..])) && request.Meets(route.Index))
            {
                return route.Index;
            }
        }

        return -1;
    }

    private static ByteTable<PathRoute[]> Table(IEnumerable<PathRoute> routes) =>
        new([.. routes.GroupBy(route => Convert.ToHexString(route.Pattern.Literal), StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.First().Pattern.Literal, Sorted(group)))]);

    private static PathRoute[] Sorted(IEnumerable<PathRoute> routes)
    {
        List<PathRoute> sorted = [.. routes];
        sorted.Sort(PathRoute.CompareSpecificity);
        return [.. sorted];
    }
}
