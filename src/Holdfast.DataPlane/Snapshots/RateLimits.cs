using Holdfast.Configuration;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>
/// The rate limits of all routes over reloads: an entry that stays as it was keeps what its keys have spent, so that a reload gives nobody
/// a full bucket. Control plane; one caller at a time.
/// </summary>
internal sealed class RateLimits
{
    private readonly Dictionary<string, RateLimit[]> known = new(StringComparer.Ordinal);
    private readonly ulong seed;

    public RateLimits(ulong seed)
    {
        this.seed = seed;
    }

    public RateLimit[] Of(string route, IReadOnlyList<RateLimitConfig> configs)
    {
        if (configs.Count == 0)
        {
            return [];
        }

        RateLimit[] before = known.GetValueOrDefault(route, []);
        return known[route] = [.. configs.Select(config => Array.Find(before, limit => limit.IsFor(config)) ?? new RateLimit(config, seed))];
    }

    public void ForgetAllBut(IReadOnlyList<RouteSnapshot> routes)
    {
        HashSet<string> kept = [.. routes.Where(route => route.RateLimits.Length > 0).Select(route => route.Name)];
        foreach (string name in known.Keys.Where(name => !kept.Contains(name)).ToList())
        {
            known.Remove(name);
        }
    }
}
