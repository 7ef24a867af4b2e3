namespace Holdfast.Diagnosis.Evidence;

/// <summary>A signal before the trouble and now.</summary>
/// <param name="Spread">Standard deviation before.</param>
internal readonly record struct Level(double Before, double Spread, double Now)
{
    public bool IsKnown => !double.IsNaN(Now);

    /// <summary>NaN when either side was not observed.</summary>
    public double Ratio => Before > 0 ? Now / Before : Now == 0 ? 1 : double.IsNaN(Now) || double.IsNaN(Before) ? double.NaN : double.PositiveInfinity;

    public static Level Nothing { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <param name="before">NaN where nothing was observed.</param>
    /// <param name="guard">So many values at the end of what was before do not count: the cause is at work already. With a short past, half of it is worth more than none.</param>
    public static Level Of(ReadOnlySpan<double> before, int guard, ReadOnlySpan<double> now)
    {
        int known = Known(before);
        int count = known - Math.Min(guard, known / 2);
        double mean = count == 0 ? double.NaN : Sum(before, count) / count;
        double spread = count < 2 ? double.NaN : Math.Sqrt(SquaresAbout(mean, before, count) / (count - 1));
        int present = Known(now);
        return new Level(mean, spread, present == 0 ? double.NaN : Sum(now, present) / present);
    }

    private static int Known(ReadOnlySpan<double> values)
    {
        int known = 0;
        foreach (double value in values)
        {
            known += double.IsNaN(value) ? 0 : 1;
        }

        return known;
    }

    /// <summary>Of the first so many values that are known.</summary>
    private static double Sum(ReadOnlySpan<double> values, int count)
    {
        double sum = 0;
        for (int i = 0; count > 0; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sum += values[i];
                count--;
            }
        }

        return sum;
    }

    private static double SquaresAbout(double mean, ReadOnlySpan<double> values, int count)
    {
        double sum = 0;
        for (int i = 0; count > 0; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                sum += (values[i] - mean) * (values[i] - mean);
                count--;
            }
        }

        return sum;
    }
}
