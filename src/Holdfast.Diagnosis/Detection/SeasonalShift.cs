namespace Holdfast.Diagnosis.Detection;

/// <summary>What detectors that watch for shifts of one signal have in common; each says which signal, and in which unit its noise is even.</summary>
internal abstract class SeasonalShift(double spreadFloor, bool bothSides) : IDetector, ISeasonal
{
    private readonly PerSubject<SeasonalCusum> memories = new(() => new SeasonalCusum(spreadFloor, bothSides));

    private readonly Dictionary<SeriesSubject, PastSeason> pasts = [];

    public abstract string Name { get; }

    public abstract SignalFamily Family { get; }

    public DetectionLevel Level => DetectionLevel.Evidence;

    public virtual Consequence Consequence => Consequence.Supports;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double value = Read(view, pool);
            if (!double.IsNaN(value))
            {
                SeasonalCusum memory = memories.Of(pool, view.Second);
                // A pool that was silent for long is known anew.
                if (!memory.HasPast && pasts.TryGetValue(pool, out PastSeason? past))
                {
                    memory.Adopt(past);
                }

                memory.Add(view.Second, Transform(value), view.IsInTrouble);
                into.Add(new Measurement(pool, memory.Severity, value, Restore(memory.Expected), memory.Began));
            }
        }
    }

    public double Seasonal(SecondView view, SeriesSubject pool)
    {
        double value = Read(view, pool);
        return double.IsNaN(value) ? value : Transform(value);
    }

    public void Adopt(SeriesSubject pool, PastSeason past) => pasts[pool] = past;

    public abstract string Describe(in Measurement measurement);

    /// <summary>NaN when there is nothing to go by this second.</summary>
    protected abstract double Read(SecondView view, SeriesSubject pool);

    /// <summary>To a unit in which the noise has the same size at every level.</summary>
    protected virtual double Transform(double value) => value;

    protected virtual double Restore(double transformed) => transformed;
}
