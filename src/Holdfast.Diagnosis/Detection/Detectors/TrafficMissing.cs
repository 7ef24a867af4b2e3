namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// Most of the traffic that was there a moment ago is missing. Nobody complains to a gateway that they cannot reach: a broken name, a
/// cut line, an expired certificate are silence.
/// </summary>
internal sealed class TrafficMissing : IDetector
{
    private const double MostLeft = 0.4;
    private const int Seconds = 5;
    private const int BaseSeconds = 120;
    private const int GapSeconds = 10;

    // Expected in five seconds; with fewer, silence may be chance.
    private const double LeastExpected = 50;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "traffic-missing";

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

        foreach (SeriesSubject route in view.Routes)
        {
            Measure(view, route, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} is asked only {measurement.Value:0.0} times a second; it was {measurement.Reference:0} before";

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        Memory memory = memories.Of(subject, view.Second);
        memory.Add(view.Offered(subject));
        if (!memory.Base.IsFull)
        {
            return;
        }

        double expected = memory.Base.Mean;
        double left = memory.Recent.Mean / Math.Max(expected, 1e-9);
        bool isMissing = expected * Seconds >= LeastExpected && left < MostLeft && memory.WasSteady;
        into.Add(new Measurement(subject, isMissing ? 1 : left < 0.75 && memory.WasMissing ? 0.75 : 0, memory.Recent.Mean, expected, view.Second - Seconds + 1));
        memory.WasMissing = isMissing;
    }

    private sealed class Memory
    {
        private readonly Rolling gap = new(GapSeconds);

        public Rolling Recent { get; } = new(Seconds);

        public Rolling Base { get; } = new(BaseSeconds);

        public Rolling Squares { get; } = new(BaseSeconds);

        public bool WasMissing { get; set; }

        // Traffic that comes in gusts (a load test, a batch) is missing between them by its nature.
        public bool WasSteady => Squares.Mean - (Base.Mean * Base.Mean) < Base.Mean * Base.Mean / 4;

        public void Add(double rate)
        {
            if (gap.IsFull)
            {
                double old = gap.Back(GapSeconds - 1);
                Base.Add(old);
                Squares.Add(old * old);
            }

            gap.Add(rate);
            Recent.Add(rate);
        }
    }
}
