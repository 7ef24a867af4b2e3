namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A server takes several times as long as its neighbours for the first byte, and did not before. Balancing hides it from users for a while.</summary>
internal sealed class OneServerSlow : IDetector
{
    private const int Seconds = 5;
    private const int UsualSeconds = 60;
    private const double Factor = 3;
    private const double FactorOverUsual = 2;
    private const double LeastSeconds = 0.02;

    private readonly PerSubject<Memory> memories = new(() => new Memory());
    private readonly List<double> times = [];

    public string Name => "one-server-slow";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Distribution;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            IReadOnlyList<SeriesSubject> servers = view.ServersOf(pool);
            times.Clear();
            foreach (SeriesSubject server in servers)
            {
                double time = view.Value(server, Signal.FirstByteMedian);
                if (!double.IsNaN(time))
                {
                    times.Add(time);
                }
            }

            if (times.Count >= 2)
            {
                times.Sort();
                // The better half's slowest: of two servers the faster one.
                Measure(view, servers, times[(times.Count - 1) / 2], into);
            }
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} takes {measurement.Value:0.0} times as long as its neighbours for the first byte; {measurement.Reference:0.0} times is usual";

    private void Measure(SecondView view, IReadOnlyList<SeriesSubject> servers, double typical, List<Measurement> into)
    {
        foreach (SeriesSubject server in servers)
        {
            double time = view.Value(server, Signal.FirstByteMedian);
            if (double.IsNaN(time))
            {
                continue;
            }

            Memory memory = memories.Of(server, view.Second);
            memory.Recent.Add(time / Math.Max(typical, 1e-4));
            double usual = memory.Usual.Count == 0 ? 1 : memory.Usual.Mean;
            bool isSlow = memory.Recent.IsFull && time - typical >= LeastSeconds;
            double severity = memory.Recent.Mean / Math.Max(Factor, FactorOverUsual * usual);
            into.Add(new Measurement(server, isSlow ? severity : Math.Min(severity, 0.9), memory.Recent.Mean, usual, view.Second - memory.SecondsSlow(FactorOverUsual * usual) + 1));
            if (severity < 0.5)
            {
                memory.Usual.Add(memory.Recent.Back(0));
            }
        }
    }

    private sealed class Memory
    {
        public Rolling Recent { get; } = new(Seconds);

        public Rolling Usual { get; } = new(UsualSeconds);

        /// <summary>Back from now without a second below: one very slow second lifts the mean of all five.</summary>
        public int SecondsSlow(double limit)
        {
            int count = 1;
            while (count < Recent.Count && Recent.Back(count) >= limit)
            {
                count++;
            }

            return count;
        }
    }
}
