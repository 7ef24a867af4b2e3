namespace Holdfast.Telemetry.Series;

/// <summary>Bins of one second, of one kind, and what follows from them. Thread of the recorder only.</summary>
internal sealed class SketchWindow
{
    // Of small counts, as most bins have.
    private static readonly double[] CountTimesLog = [.. Enumerable.Range(0, 64).Select(count => count == 0 ? 0 : count * Math.Log2(count))];

    private readonly int[] bins;
    private readonly int[] previous;

    public SketchWindow(int size)
    {
        bins = new int[size];
        previous = new int[size];
    }

    public long Total { get; private set; }

    /// <summary>Begins a second: what is given by <see cref="Take"/> is what was added since the last one.</summary>
    public void Begin()
    {
        Array.Clear(bins);
        Total = 0;
    }

    /// <summary>A worker's bins as they are now.</summary>
    public void Take(ReadOnlySpan<int> now)
    {
        for (int bin = 0; bin < bins.Length; bin++)
        {
            bins[bin] = unchecked(bins[bin] + now[bin]);
        }
    }

    /// <summary>All workers have been taken.</summary>
    public void Complete()
    {
        for (int bin = 0; bin < bins.Length; bin++)
        {
            int change = Math.Max(0, unchecked(bins[bin] - previous[bin]));
            previous[bin] = bins[bin];
            bins[bin] = change;
            Total += change;
        }
    }

    /// <summary>Adds another window's second: a client has the same bin everywhere.</summary>
    public void Add(SketchWindow other)
    {
        for (int bin = 0; bin < bins.Length && other.Total > 0; bin++)
        {
            bins[bin] += other.bins[bin];
        }

        Total += other.Total;
    }

    /// <summary>How many there are, from the bins that stayed empty (linear counting); with none left that is a lower bound.</summary>
    public double Distinct()
    {
        int empty = bins.AsSpan().Count(0);
        return Total == 0 ? 0 : Math.Min(Total, bins.Length * Math.Log(bins.Length / (double)Math.Max(1, empty)));
    }

    /// <summary>Share of the fullest bin, less what the others would have put into it by chance; NaN without requests.</summary>
    public double TopShare()
    {
        if (Total == 0)
        {
            return double.NaN;
        }

        int top = bins.Max();
        return Math.Min(1, (top - ((double)(Total - top) / (bins.Length - 1))) / Total);
    }

    /// <summary>Entropy over the entropy of an even spread over as many: 1 evenly, 0 all from one; NaN without requests.</summary>
    public double Evenness()
    {
        double sum = 0;
        int taken = 0;
        foreach (int count in bins)
        {
            if (count > 0)
            {
                taken++;
                sum += count < CountTimesLog.Length ? CountTimesLog[count] : count * Math.Log2(count);
            }
        }

        return Total == 0 ? double.NaN : taken == 1 ? 0 : Math.Clamp((Math.Log2(Total) - (sum / Total)) / Math.Log2(taken), 0, 1);
    }
}
