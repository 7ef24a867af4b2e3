namespace Holdfast.Telemetry.Series;

/// <summary>A signal over one step. NaN where nothing was observed.</summary>
/// <param name="Lowest">Of a second in the step; of a rate in steps of more than a second it is not kept, and NaN.</param>
/// <param name="Highest">Of a second in the step.</param>
public readonly record struct SeriesPoint(double Mean, double Lowest, double Highest)
{
    public static SeriesPoint None { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Several steps as one; those in which nothing was observed do not count.</summary>
    public static SeriesPoint Of(ReadOnlySpan<SeriesPoint> points)
    {
        double sum = 0;
        double lowest = double.NaN;
        double highest = double.NaN;
        int count = 0;
        foreach (SeriesPoint point in points)
        {
            if (!double.IsNaN(point.Mean))
            {
                sum += point.Mean;
                count++;
                lowest = count == 1 ? point.Lowest : Math.Min(lowest, point.Lowest);
                highest = count == 1 ? point.Highest : Math.Max(highest, point.Highest);
            }
        }

        return count == 0 ? None : new(sum / count, lowest, highest);
    }

    /// <summary>As above, of seconds.</summary>
    public static SeriesPoint Of(ReadOnlySpan<double> seconds)
    {
        double sum = 0;
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        int count = 0;
        foreach (double second in seconds)
        {
            if (!double.IsNaN(second))
            {
                sum += second;
                count++;
                lowest = Math.Min(lowest, second);
                highest = Math.Max(highest, second);
            }
        }

        return count == 0 ? None : new(sum / count, lowest, highest);
    }
}
