namespace Holdfast.Agent.Trends;

/// <summary>All trends by name, the most used kept. One thread.</summary>
internal sealed class TrendBook
{
    // 32 disks and 32 processes; what is more is not kept.
    private const int TrendsMaximum = 64;
    private const long ForgottenAfterSeconds = 24 * 3600;

    private readonly Dictionary<string, Trend> trends = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Trend> All => trends;

    /// <param name="replaces">How the names of trends begin that end with the first point of this one.</param>
    public Trend Note(string name, long second, double value, string? replaces = null)
    {
        if (!trends.TryGetValue(name, out Trend? trend))
        {
            Forget(second, replaces);
            trend = new Trend();
            if (trends.Count < TrendsMaximum)
            {
                trends.Add(name, trend);
            }
        }

        trend.Note(second, value);
        return trend;
    }

    public void Restore(string name, IEnumerable<TrendPoint> points)
    {
        if (trends.Count < TrendsMaximum)
        {
            Trend trend = new();
            trend.Restore(points);
            trends[name] = trend;
        }
    }

    private void Forget(long second, string? replaced)
    {
        foreach (string old in trends.Where(one => one.Value.LastSecond < second - ForgottenAfterSeconds
            || (replaced is not null && one.Key.StartsWith(replaced, StringComparison.Ordinal))).Select(one => one.Key).ToArray())
        {
            trends.Remove(old);
        }
    }
}
