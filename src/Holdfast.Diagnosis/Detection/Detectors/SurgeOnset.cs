namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// The offered rate passes 1.2 times what it was before, beyond what its own noise does: seen while the surge builds up, before users are
/// hurt. A suspicion alone; that the rise is harmless is for others to find out.
/// </summary>
internal sealed class SurgeOnset : IDetector
{
    private const double Factor = 1.2;

    // The base is the minute before the last ten seconds: a surge that builds up within them does not raise what it is compared with.
    private const int BaseSeconds = 60;
    private const int GapSeconds = 10;
    private const int RecentSeconds = 2;

    // After a start three seconds of traffic must do, else the first surge of a young gateway would pass unseen.
    private const int LeastBaseSeconds = 3;

    // Deviations of the recent mean, by the noise that the base shows and never less than arrivals by chance have.
    private const double Deviations = 6;
    private const double LeastRate = 5;
    private const int PlainBaseSeconds = 5;
    private const double PlainFactor = 1.3;
    private const double PlainDeviations = 5;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "surge-onset";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Traffic;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        Measure(view, view.Gateway, into);
        foreach (SeriesSubject pool in view.Pools)
        {
            Measure(view, pool, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{measurement.Value:0} requests/s are offered to {SubjectNames.InWords(measurement.Subject)}; it was {measurement.Reference:0} requests/s before";

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        Memory memory = memories.Of(subject, view.Second);
        double rate = view.Offered(subject);
        if (memory.Recent.Count == 0 && rate == 0)
        {
            // Before the first request there is no base that could be passed.
            return;
        }

        memory.Add(rate);
        if (memory.Base.Count < LeastBaseSeconds || memory.Base.Mean < LeastRate)
        {
            return;
        }

        double mean = memory.Base.Mean;
        double variance = Math.Max(mean, (memory.Squares.Mean - (mean * mean)) * Math.Min(1, memory.Base.Count / 10.0));
        double deviations = (memory.Recent.Mean - mean) / Math.Sqrt(variance / RecentSeconds * (1 + (RecentSeconds / (double)memory.Base.Count)));
        double severity = Math.Min((memory.Recent.Mean / mean - 1) / (Factor - 1), deviations / Deviations);
        bool isPlain = IsPlain(memory, rate, mean, variance);
        into.Add(new Measurement(subject, isPlain ? Math.Max(1, severity) : severity, isPlain ? rate : memory.Recent.Mean, mean, isPlain ? view.Second : view.Second - RecentSeconds + 1) { IsPlain = isPlain });
    }

    // A campaign can pass what the servers bear within two seconds; to be earlier than the first refusal one second must do.
    private static bool IsPlain(Memory memory, double rate, double mean, double variance) =>
        memory.Base.Count >= PlainBaseSeconds && rate >= PlainFactor * mean && (rate - mean) / Math.Sqrt(variance * (1 + (1.0 / memory.Base.Count))) >= PlainDeviations;

    /// <summary>The last two seconds, a gap, and the base before it. In the first seconds the gap is shorter.</summary>
    private sealed class Memory
    {
        private readonly Queue<double> waiting = new(GapSeconds);

        public Rolling Recent { get; } = new(RecentSeconds);

        public Rolling Base { get; } = new(BaseSeconds);

        public Rolling Squares { get; } = new(BaseSeconds);

        public void Add(double rate)
        {
            if (Recent.IsFull)
            {
                waiting.Enqueue(Recent.Back(RecentSeconds - 1));
            }

            Recent.Add(rate);
            int gap = Base.Count < GapSeconds ? RecentSeconds : GapSeconds;
            while (waiting.Count > gap)
            {
                double old = waiting.Dequeue();
                Base.Add(old);
                Squares.Add(old * old);
                gap = Base.Count < GapSeconds ? RecentSeconds : GapSeconds;
            }
        }
    }
}
