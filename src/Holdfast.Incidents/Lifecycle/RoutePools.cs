namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Which pool answers a route, as of which moment, for as far back as this process has seen configurations: what was changed about a route belongs to
/// the incident of its pool alone. Any thread (locks). Next: <see cref="ChangeScope"/>.
/// </summary>
public sealed class RoutePools
{
    // An incident tells changes of the hour before it: more reloads that move routes in it than this are tried out by a program, and the oldest say nothing that the
    // rest do not.
    private const int RevisionsMaximum = 64;

    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset Since, Dictionary<string, string> Pools)> revisions = [];

    /// <summary>A configuration is in force from now on.</summary>
    /// <param name="routes">Names of routes, as series and change events have them, and of the pools that answer them.</param>
    public void Note(DateTimeOffset since, IEnumerable<(string Route, string Pool)> routes)
    {
        Dictionary<string, string> pools = new(StringComparer.Ordinal);
        foreach ((string route, string pool) in routes)
        {
            // Two routes of one name: nobody can tell which of them is meant.
            pools[route] = pools.TryGetValue(route, out string? other) && other != pool ? "" : pool;
        }

        lock (gate)
        {
            // Most reloads move no route: they are no revisions, and push none out.
            if (revisions.Count > 0 && IsSame(revisions[^1].Pools, pools))
            {
                return;
            }

            if (revisions.Count == RevisionsMaximum)
            {
                revisions.RemoveAt(0);
            }

            revisions.Add((since, pools));
        }
    }

    /// <summary>Of the configuration that was in force then, or of the one before where that one has the route no more; null where nothing is known.</summary>
    /// <param name="subject">As series write it, "route:checkout"; of anything but a route nothing is known.</param>
    public string? PoolOf(string subject, DateTimeOffset at)
    {
        if (!subject.StartsWith(ChangeScope.RoutePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        string route = subject[ChangeScope.RoutePrefix.Length..];
        lock (gate)
        {
            for (int index = revisions.Count - 1; index >= 0; index--)
            {
                if (revisions[index].Since <= at && revisions[index].Pools.TryGetValue(route, out string? pool))
                {
                    return pool.Length == 0 ? null : pool;
                }
            }
        }

        return null;
    }

    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(route => other.TryGetValue(route.Key, out string? pool) && pool == route.Value);
}
