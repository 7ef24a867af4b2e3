namespace Holdfast.DataPlane.Routing;

/// <summary>
/// The paths of all hosts in two tables: exact paths, and literal starts that end at a segment's border. What a key leads to is a number:
/// the route itself where it takes every request, which is most of them, otherwise the complement of the place of its first step. Immutable.
/// </summary>
internal sealed class PathTable
{
    /// <summary>A host has nothing there.</summary>
    public const int Nothing = int.MinValue;

    private readonly KeyTable exactPaths;
    private readonly KeyTable literalStarts;
    private readonly RouteStep[] steps;

    private PathTable(KeyTable exactPaths, KeyTable literalStarts, RouteStep[] steps)
    {
        this.exactPaths = exactPaths;
        this.literalStarts = literalStarts;
        this.steps = steps;
    }

    /// <param name="hosts">The routes of each host; a host's number is its place.</param>
    public static PathTable Compile(IReadOnlyList<List<PathRoute>> hosts, out HostRoutes[] compiled)
    {
        List<(int, byte[], int)> exact = [];
        List<(int, byte[], int)> starts = [];
        List<RouteStep> steps = [];
        compiled = new HostRoutes[hosts.Count];
        for (int host = 0; host < hosts.Count; host++)
        {
            int owner = host;
            exact.AddRange(ByLiteral(hosts[host].Where(route => route.Pattern.IsExact)).Select(group => (owner, group.Key, NumberOf(group.Routes, steps))));
            List<PathRoute> below = [.. hosts[host].Where(route => !route.Pattern.IsExact && route.Pattern.Literal.Length > 0)];
            starts.AddRange(ByLiteral(below).Select(group => (owner, group.Key, NumberOf(group.Routes, steps))));
            List<PathRoute> root = [.. hosts[host].Where(route => !route.Pattern.IsExact && route.Pattern.Literal.Length == 0)];
            compiled[host] = new HostRoutes(host, hosts[host].Exists(route => route.Pattern.IsExact), [.. below.Select(route => route.Pattern.Literal.Length)], root.Count == 0 ? Nothing : NumberOf(root, steps));
        }

        return new PathTable(new KeyTable(exact), new KeyTable(starts), [.. steps]);
    }

    public int MatchExact(int host, in RouteRequest request) =>
        exactPaths.TryFind(host, request.Path, out int number) ? Match(number, request, request.Path.Length) : -1;

    /// <summary>Routes whose literal start is the path up to the border.</summary>
    public int MatchStart(int host, in RouteRequest request, int border) =>
        literalStarts.TryFind(host, request.Path[..border], out int number) ? Match(number, request, border) : -1;

    /// <summary>Most specific first; -1 when none of them takes the request.</summary>
    /// <param name="border">Where the literal start ends in the request's path.</param>
    public int Match(int number, in RouteRequest request, int border)
    {
        if (number >= 0 || number == Nothing)
        {
            return Math.Max(number, -1);
        }

        for (int place = ~number; ; place++)
        {
            ref readonly RouteStep step = ref steps[place];
            if (step.Matches(request, border))
            {
                return step.Route;
            }

            if (step.IsLast)
            {
                return -1;
            }
        }
    }

    private static int NumberOf(IReadOnlyList<PathRoute> routes, List<RouteStep> steps)
    {
        List<PathRoute> sorted = [.. routes];
        sorted.Sort(PathRoute.CompareSpecificity);
        if (sorted[0].TakesEverything)
        {
            return sorted[0].Index;
        }

        int first = steps.Count;
        steps.AddRange(sorted.Select((route, place) => new RouteStep(route.Index, route.Pattern.Glob, route.Condition, place == sorted.Count - 1)));
        return ~first;
    }

    private static IEnumerable<(byte[] Key, IReadOnlyList<PathRoute> Routes)> ByLiteral(IEnumerable<PathRoute> routes) => routes
        .GroupBy(route => Convert.ToHexString(route.Pattern.Literal), StringComparer.Ordinal)
        .Select(group => (group.First().Pattern.Literal, (IReadOnlyList<PathRoute>)[.. group]));
}
