namespace Holdfast.Telemetry.Series;

/// <summary>
/// Clients of one second, and how many they are: standard error below 7 % to 65,000 of them, a lower bound beyond 100,000. Thread of the recorder only.
/// </summary>
internal sealed class ClientWindow
{
    // There the empty bins, two of a hundred, are counted to 5.5 %, and the 256 clients of the sample stand for all to 6.5 %.
    private const double FromBinsMaximum = 4.0 * ClientSketch.Bins;

    private readonly SketchWindow all = new(ClientSketch.Bins);
    private readonly SketchWindow sample = new(ClientSketch.Bins);

    // Of most pools nothing ever goes wrong: bins that nobody writes are not looked through every second.
    private bool isUsed;

    /// <summary>See <see cref="SketchWindow.Begin"/>.</summary>
    public void Begin()
    {
        if (isUsed)
        {
            all.Begin();
            sample.Begin();
        }
    }

    /// <summary>A worker's bins as they are now.</summary>
    public void Take(ClientSketch sketch)
    {
        isUsed = true;
        all.Take(sketch.All);
        sample.Take(sketch.Sample);
    }

    /// <summary>All workers have been taken.</summary>
    public void Complete()
    {
        if (isUsed)
        {
            all.Complete();
            sample.Complete();
        }
    }

    /// <summary>Adds another window's second: a client has the same bin everywhere.</summary>
    public void Add(ClientWindow other)
    {
        isUsed |= other.isUsed;
        all.Add(other.all);
        sample.Add(other.sample);
    }

    public double Distinct()
    {
        double fromBins = all.Distinct();
        return fromBins <= FromBinsMaximum ? fromBins : Math.Min(all.Total, ClientSketch.SampledOneIn * sample.Distinct());
    }

    /// <summary>See <see cref="SketchWindow.TopShare"/>.</summary>
    public double TopShare() => all.TopShare();

    /// <summary>See <see cref="SketchWindow.Evenness"/>.</summary>
    public double Evenness() => all.Evenness();
}
