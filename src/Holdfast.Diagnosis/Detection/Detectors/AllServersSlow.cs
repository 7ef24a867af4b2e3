using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// The usual answer of a pool begins several times as late as it did: slowness alone, when no request fails, no more are asked and no server is
/// worse than its neighbours. By how much users notice; that it is no noise of the times themselves is what <see cref="SeasonalCusum"/> knows.
/// </summary>
internal sealed class AllServersSlow : IDetector, ISeasonal
{
    // As of one server among its neighbours; less is a cache that is cold, a heavier page, a busier hour.
    private const double Factor = 3;

    // Harm's own measure: what is less nobody feels, however many times as long it is.
    private const double LeastMoreSeconds = 0.03;

    // Half a dozen requests of another kind move the median of a quiet second by any factor: so many answers must agree, and for so long.
    private const double LeastAnswers = 20;
    private const int FewestSeconds = 5;
    private const int MostSeconds = 30;

    // The spread of one pool's medians from second to second; log seconds.
    private const double SpreadFloor = 0.05;
    private const double ShortestSeconds = 1e-4;

    // Neither over nor clear: too few answers to tell.
    private const double Unknown = 0.75;

    private readonly PerSubject<Memory> memories = new(() => new Memory());
    private readonly Dictionary<SeriesSubject, PastSeason> pasts = [];

    public string Name => "all-servers-slow";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Saturation;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double value = view.Value(pool, Signal.FirstByteMedian);
            Memory memory = memories.Of(pool, view.Second);
            memory.Add(value, view.Count(pool, Signal.Good));
            if (double.IsNaN(value))
            {
                continue;
            }

            if (!memory.Shift.HasPast && pasts.TryGetValue(pool, out PastSeason? past))
            {
                memory.Shift.Adopt(past);
            }

            memory.Shift.Add(view.Second, Logarithm(value), view.IsInTrouble);
            double usual = Math.Exp(memory.Shift.Expected);
            double lately = memory.Lately();
            into.Add(new Measurement(pool, Severity(memory.Shift.Severity, lately, usual), double.IsNaN(lately) ? value : lately, usual, memory.Shift.Began));
        }
    }

    public double Seasonal(SecondView view, SeriesSubject pool) => Logarithm(view.Value(pool, Signal.FirstByteMedian));

    public void Adopt(SeriesSubject pool, PastSeason past) => pasts[pool] = past;

    public string Describe(in Measurement measurement) =>
        $"the usual answer of {SubjectNames.InWords(measurement.Subject)} begins after {Items.Time(measurement.Value)}; {Items.Time(measurement.Reference)} is usual";

    // NaN stays what it is.
    private static double Logarithm(double seconds) => Math.Log(Math.Max(seconds, ShortestSeconds));

    private static double Severity(double shift, double lately, double usual) =>
        double.IsNaN(lately) ? Math.Min(shift, Unknown)
        : lately - usual < LeastMoreSeconds ? 0
        : Math.Min(shift, Math.Log(lately / usual) / Math.Log(Factor));

    private sealed class Memory
    {
        private readonly Rolling logarithms = new(MostSeconds);
        private readonly Rolling answers = new(MostSeconds);

        public SeasonalCusum Shift { get; } = new(SpreadFloor, bothSides: false);

        public void Add(double median, double good)
        {
            double count = double.IsNaN(median) ? 0 : Math.Max(1, good);
            answers.Add(count);
            logarithms.Add(count > 0 ? count * Math.Log(Math.Max(median, ShortestSeconds)) : 0);
        }

        /// <summary>The usual time of the newest seconds that have answers enough; NaN where the last half minute has too few.</summary>
        public double Lately()
        {
            (double sum, double count) = (0, 0);
            for (int back = 0; back < answers.Count; back++)
            {
                sum += logarithms.Back(back);
                count += answers.Back(back);
                if (back + 1 >= FewestSeconds && count >= LeastAnswers)
                {
                    return Math.Exp(sum / count);
                }
            }

            return double.NaN;
        }
    }
}
