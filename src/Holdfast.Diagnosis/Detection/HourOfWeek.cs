namespace Holdfast.Diagnosis.Detection;

/// <summary>The usual course of a week in 168 bins, learned while it goes by and used from the second week on. One thread.</summary>
internal sealed class HourOfWeek
{
    private const int Bins = 168;
    private const int SecondsPerHour = 3600;

    // Three weeks' memory: a campaign's week is forgotten soon, a holiday does not erase the pattern.
    private const double NewWeekWeight = 0.3;

    private readonly float[] means = new float[Bins];
    private int learned;
    private int bin = -1;
    private double sum;
    private int count;
    private bool inUse;

    /// <param name="rebase">What the level must be lowered by, once, when the season comes into use.</param>
    public double Offset(long second, double value, out double rebase)
    {
        rebase = 0;
        // Unix time began on a Thursday; which hour is the first of the week is of no importance.
        int now = (int)(second / SecondsPerHour % Bins);
        if (now != bin)
        {
            Fold();
            bin = now;
            if (!inUse && learned >= Bins)
            {
                inUse = true;
                rebase = Interpolated(second);
            }
        }

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
            means[bin] = learned >= Bins ? (float)(means[bin] + (NewWeekWeight * (mean - means[bin]))) : mean;
            learned++;
        }

        (sum, count) = (0, 0);
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
