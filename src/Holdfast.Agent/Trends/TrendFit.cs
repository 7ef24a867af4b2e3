namespace Holdfast.Agent.Trends;

/// <summary>A straight line through a trend's points that outliers do not bend.</summary>
/// <param name="PerSecond">Median of the slopes between all pairs of points.</param>
/// <param name="Low">The slope is above this and below <paramref name="High"/> with 95 % confidence.</param>
/// <param name="RecentPerSecond">The same median over the last third alone: what has stopped is no trend any more.</param>
internal sealed record TrendFit(double PerSecond, double Low, double High, double RecentPerSecond, TimeSpan Span, int Points, double First, double Last)
{
    // A log that is rotated gives back most of what it took; less is the noise of a busy disk.
    private const double JumpShare = 0.2;

    /// <summary>Where the value stood before it last jumped up by a fifth of its range; null when it did not. It has been that low, and was filled up again.</summary>
    public double? LowestBeforeJump { get; init; }

    /// <summary>Theil and Sen's estimate; null with fewer than three points or no time between them.</summary>
    public static TrendFit? Of(IReadOnlyList<TrendPoint> points)
    {
        double[] slopes = Slopes(points, 0);
        if (points.Count < 3 || slopes.Length == 0)
        {
            return null;
        }

        double[] recent = Slopes(points, points.Count - Math.Max(2, points.Count / 3));
        // Kendall's variance of the number of pairs that rise says how far from the middle the bounds lie.
        double count = points.Count;
        int offset = (int)(1.96 * Math.Sqrt(count * (count - 1) * ((2 * count) + 5) / 18) / 2);
        int middle = slopes.Length / 2;
        return new(
            Median(slopes),
            slopes[Math.Max(0, middle - offset)],
            slopes[Math.Min(slopes.Length - 1, middle + offset)],
            recent.Length > 0 ? Median(recent) : 0,
            TimeSpan.FromSeconds(points[^1].Second - points[0].Second),
            points.Count,
            points[0].Value,
            points[^1].Value)
        {
            LowestBeforeJump = BeforeJump(points),
        };
    }

    private static double? BeforeJump(IReadOnlyList<TrendPoint> points)
    {
        double least = JumpShare * (points.Max(point => point.Value) - points.Min(point => point.Value));
        for (int index = points.Count - 1; index > 0 && least > 0; index--)
        {
            if (points[index].Value - points[index - 1].Value >= least)
            {
                return points[index - 1].Value;
            }
        }

        return null;
    }

    private static double[] Slopes(IReadOnlyList<TrendPoint> points, int from)
    {
        List<double> slopes = new((points.Count - from) * (points.Count - from) / 2);
        for (int first = from; first < points.Count; first++)
        {
            for (int second = first + 1; second < points.Count; second++)
            {
                long seconds = points[second].Second - points[first].Second;
                if (seconds > 0)
                {
                    slopes.Add((points[second].Value - points[first].Value) / seconds);
                }
            }
        }

        slopes.Sort();
        return [.. slopes];
    }

    private static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
