namespace Holdfast.DataPlane;

/// <summary>
/// Routes of one host and one literal start, or of one exact path: most specific first. Immutable. A struct, so that it lies in the table
/// that finds it: with 10,000 routes each object that a match need not touch is a cache miss less.
/// </summary>
internal readonly struct RouteList
{
    private readonly PathRoute[] routes;

    // Index of the first route if it takes every request, otherwise -1. Most lists are one such route.
    private readonly int certain;

    public RouteList(IEnumerable<PathRoute> routes)
    {
        List<PathRoute> sorted = [.. routes];
        sorted.Sort(PathRoute.CompareSpecificity);
        this.routes = [.. sorted];
        certain = this.routes.Length > 0 && this.routes[0].TakesEverything ? this.routes[0].Index : -1;
    }

    /// <param name="border">Where the literal start ends in the request's path.</param>
    public int Match(in RouteRequest request, int border)
    {
        if (certain >= 0)
        {
            return certain;
        }

        foreach (PathRoute route in routes)
        {
            if (route.Matches(request, border))
            {
                return route.Index;
            }
        }

        return -1;
    }
}
