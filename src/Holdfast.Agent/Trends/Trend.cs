namespace Holdfast.Agent.Trends;

/// <summary>One value's last day and a half in steps of five minutes. One thread.</summary>
internal sealed class Trend
{
    // So that what happens every night is always in it once. With 432 points a fit sorts 93,000 slopes, about 6 ms each five minutes.
    public const int PointsMaximum = 432;
    public const int StepSeconds = 300;

    private readonly List<TrendPoint> points = [];
    private TrendFit? fit;
    private bool isFitted;

    public IReadOnlyList<TrendPoint> Points => points;

    /// <summary>Null while there is too little.</summary>
    public TrendFit? Fit
    {
        get
        {
            if (!isFitted)
            {
                fit = TrendFit.Of(points);
                isFitted = true;
            }

            return fit;
        }
    }

    /// <summary>When the last point was added.</summary>
    public long LastSecond => points.Count > 0 ? points[^1].Second : long.MinValue;

    public void Note(long second, double value)
    {
        if (points.Count > 0 && second < points[^1].Second)
        {
            // The clock was set back: what was noted before has no place in time any more.
            points.Clear();
        }

        if (points.Count > 0 && second - points[^1].Second < StepSeconds)
        {
            return;
        }

        if (points.Count == PointsMaximum)
        {
            points.RemoveAt(0);
        }

        points.Add(new(second, value));
        isFitted = false;
    }

    /// <summary>What an earlier run has kept.</summary>
    public void Restore(IEnumerable<TrendPoint> kept)
    {
        foreach (TrendPoint point in kept.Where(point => double.IsFinite(point.Value)).OrderBy(point => point.Second).TakeLast(PointsMaximum))
        {
            Note(point.Second, point.Value);
        }
    }
}
