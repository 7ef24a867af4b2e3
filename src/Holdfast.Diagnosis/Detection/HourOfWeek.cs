namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// The usual course of a week in 168 bins, learned while it goes by and used from the second week on; from the start where <see cref="PastWeeks"/>
/// knows a week. One thread.
/// </summary>
internal sealed class HourOfWeek
{
    public const int Bins = 168;
    public const int SecondsPerHour = 3600;

    // Three weeks' memory: a campaign's week is forgotten soon, a holiday does not erase the pattern.
    private const double NewWeekWeight = 0.3;

    // NaN: not known.
    private readonly float[] means = [.. Enumerable.Repeat(float.NaN, Bins)];
    private int learned;
    private int bin = -1;
    private long last = long.MinValue;
    private double sum;
    private int count;
    private bool inUse;

    /// <summary>Which of the week's hours a second lies in. Unix time began on a Thursday; which hour is the first is of no importance.</summary>
    public static int BinOf(long second) => (int)(second / SecondsPerHour % Bins);

    /// <summary>What was usual before this process. What it has seen itself it knows better.</summary>
    public void Adopt(PastSeason past)
    {
        if (inUse || learned >= Bins)
        {
            return;
        }

        for (int hour = 0; hour < Bins; hour++)
        {
            if (float.IsNaN(means[hour]) && !float.IsNaN(past.Means[hour]))
            {
                means[hour] = past.Means[hour];
                learned++;
            }
        }

        learned = past.IsWhole ? Bins : learned;
    }

    /// <param name="rebase">What the level must be lowered by, so that what is expected does not jump: when the season comes into use, or the clock was set back.</param>
    public double Offset(long second, double value, out double rebase)
    {
        rebase = 0;
        int now = BinOf(second);
        if (now != bin)
        {
            Fold();
            bin = now;
        }

        if (!inUse && learned >= Bins)
        {
            Bridge();
            inUse = true;
            rebase = Interpolated(second);
        }
        else if (inUse && second < last)
        {
            rebase = Interpolated(second) - Interpolated(last);
        }

        last = second;
        sum += value;
        count++;
        return inUse ? Interpolated(second) : 0;
    }

    private void Fold()
    {
        // Half an hour is needed for a mean that deserves the name: the first bin after a start may be too short.
        if (bin >= 0 && count >= SecondsPerHour / 2)
        {
            float mean = (float)(sum / count);
            // An hour that the past does not know has nothing that could weigh against what was seen.
            means[bin] = learned >= Bins && !float.IsNaN(means[bin]) ? (float)(means[bin] + (NewWeekWeight * (mean - means[bin]))) : mean;
            learned++;
        }

        (sum, count) = (0, 0);
    }

    /// <summary>Hours that nothing is known of lie on a line between those beside them: there it is as if there were no season.</summary>
    private void Bridge()
    {
        int first = Array.FindIndex(means, static mean => !float.IsNaN(mean));
        int from = first;
        for (int step = 1; step <= Bins; step++)
        {
            int to = (first + step) % Bins;
            if (float.IsNaN(means[to]))
            {
                continue;
            }

            int gap = (to - from + Bins - 1) % Bins;
            for (int missing = 1; missing <= gap; missing++)
            {
                means[(from + missing) % Bins] = means[from] + ((means[to] - means[from]) * missing / (gap + 1));
            }

            from = to;
        }
    }

    /// <summary>Between the middles of the hours, so that no hour begins with a jump.</summary>
    private double Interpolated(long second)
    {
        double position = (((double)second / SecondsPerHour) - 0.5) % Bins;
        position = position < 0 ? position + Bins : position;
        int before = (int)position;
        double part = position - before;
        return (means[before] * (1 - part)) + (means[(before + 1) % Bins] * part);
    }
}
