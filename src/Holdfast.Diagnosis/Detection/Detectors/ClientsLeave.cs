namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Clients give up before their answer comes, more than usual: the failure of a server that says nothing, seen from the other side.</summary>
internal sealed class ClientsLeave : IDetector
{
    private const int Seconds = 5;
    private const int UsualSeconds = 300;
    private const double LeastGone = 5;
    private const double LeastShare = 0.03;
    private const double FactorOverUsual = 4;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "clients-leave";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Errors;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            Memory memory = memories.Of(pool, view.Second);
            double gone = view.Count(pool, Signal.ClientGone);
            double all = view.Offered(pool);
            memory.Gone.Add(gone);
            memory.All.Add(all);
            double share = memory.All.Sum > 0 ? memory.Gone.Sum / memory.All.Sum : 0;
            double usual = memory.UsualAll.Sum > 0 ? memory.UsualGone.Sum / memory.UsualAll.Sum : 0;
            double severity = memory.Gone.Sum >= LeastGone ? share / Math.Max(LeastShare, FactorOverUsual * usual) : 0;
            into.Add(new Measurement(pool, severity, share, usual, view.Second - 1));
            if (severity < 0.5)
            {
                memory.UsualGone.Add(gone);
                memory.UsualAll.Add(all);
            }
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{measurement.Value:P0} of the clients of {SubjectNames.InWords(measurement.Subject)} left before their answer came; {measurement.Reference:P1} is usual";

    private sealed class Memory
    {
        public Rolling Gone { get; } = new(Seconds);

        public Rolling All { get; } = new(Seconds);

        public Rolling UsualGone { get; } = new(UsualSeconds);

        public Rolling UsualAll { get; } = new(UsualSeconds);
    }
}
