namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>
/// Connections to servers time out or are reset, though hardly anybody notices because the gateway asks elsewhere: a sick line or a sick
/// server before it becomes an outage. Below what counts as failures of users, and therefore with a longer window.
/// </summary>
internal sealed class ConnectionsBreak : IDetector
{
    private const int Seconds = 20;
    private const int UsualSeconds = 300;
    private const double LeastBroken = 5;
    private const double LeastShare = 0.001;
    private const double FactorOverUsual = 5;

    private static readonly Signal[] Broken = [Signal.FailedConnectTimeout, Signal.FailedReset];
    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "connections-break";

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Connection;

    public Consequence Consequence => Consequence.Suspects;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double broken = 0;
            double all = 0;
            foreach (SeriesSubject server in view.ServersOf(pool))
            {
                broken += view.Count(server, Broken);
                all += view.Count(server, Signal.Admitted);
            }

            Memory memory = memories.Of(pool, view.Second);
            memory.Broken.Add(broken);
            memory.All.Add(all);
            double share = memory.All.Sum > 0 ? memory.Broken.Sum / memory.All.Sum : 0;
            double usual = memory.UsualAll.Sum > 0 ? memory.UsualBroken.Sum / memory.UsualAll.Sum : 0;
            double severity = memory.Broken.Sum >= LeastBroken ? share / Math.Max(LeastShare, FactorOverUsual * usual) : 0;
            into.Add(new Measurement(pool, severity, memory.Broken.Sum, usual, view.Second - memory.Since() + 1));
            // Usual is what was before the window: the first few of an outage must not pass for everyday.
            if (severity < 0.5 && memory.Broken.IsFull)
            {
                memory.UsualBroken.Add(memory.Broken.Back(Seconds - 1));
                memory.UsualAll.Add(memory.All.Back(Seconds - 1));
            }
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{measurement.Value:0} connections to servers of {SubjectNames.InWords(measurement.Subject)} timed out or were reset within {Seconds} s; {measurement.Reference:P2} of the requests is usual";

    private sealed class Memory
    {
        public Rolling Broken { get; } = new(Seconds);

        public Rolling All { get; } = new(Seconds);

        public Rolling UsualBroken { get; } = new(UsualSeconds);

        public Rolling UsualAll { get; } = new(UsualSeconds);

        /// <summary>Seconds since the first of the window.</summary>
        public int Since()
        {
            int since = 1;
            for (int back = 1; back < Broken.Count; back++)
            {
                since = Broken.Back(back) > 0 ? back + 1 : since;
            }

            return since;
        }
    }
}
