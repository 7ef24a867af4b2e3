namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// A server gets more than twice of what its weight promises for ten seconds. The promise is among the servers that are healthy: that
/// the survivors carry a dead server's part is as it should be.
/// </summary>
internal sealed class ShareAboveWeight : IDetector
{
    private const int Seconds = 10;
    private const double LeastRequests = 100;
    private const double Factor = 2;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "share-above-weight";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Distribution;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            IReadOnlyList<SeriesSubject> servers = view.ServersOf(pool);
            double promised = 0;
            foreach (SeriesSubject server in servers)
            {
                promised += Promise(view, server);
            }

            if (promised > 0)
            {
                Measure(view, servers, promised, into);
            }
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} gets {measurement.Value:P0} of its pool's requests; its weight promises {measurement.Reference:P0}";

    private static double Promise(SecondView view, SeriesSubject server) =>
        view.Value(server, Signal.Healthy) == 0 ? 0 : view.Count(server, Signal.WeightShare);

    private void Measure(SecondView view, IReadOnlyList<SeriesSubject> servers, double promised, List<Measurement> into)
    {
        double all = 0;
        foreach (SeriesSubject server in servers)
        {
            Memory memory = memories.Of(server, view.Second);
            double promise = Promise(view, server) / promised;
            if (double.IsNaN(memory.Promise) || Math.Abs(promise - memory.Promise) > 0.01)
            {
                // Weights or health changed: what came before was divided by another rule.
                memory.Requests.Clear();
                memory.Promise = promise;
            }

            memory.Requests.Add(view.Count(server, Signal.Admitted));
            all += memory.Requests.Sum;
        }

        foreach (SeriesSubject server in servers)
        {
            Memory memory = memories.Of(server, view.Second);
            double share = all > 0 ? memory.Requests.Sum / all : 0;
            bool isKnown = memory.Requests.IsFull && all >= LeastRequests && memory.Promise is > 0 and < 1;
            double severity = isKnown ? share / (Factor * memory.Promise) : 0;
            into.Add(new Measurement(server, severity >= 1 ? 1 : severity, share, memory.Promise, view.Second - Seconds + 1));
        }
    }

    private sealed class Memory
    {
        public double Promise { get; set; } = double.NaN;

        public Rolling Requests { get; } = new(Seconds);
    }
}
