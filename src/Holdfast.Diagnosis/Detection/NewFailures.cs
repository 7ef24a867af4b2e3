namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Failures that were not there before, sooner than any burn rate can be sure and therefore only a suspicion. Attempts that the gateway
/// repeated elsewhere count too: users did not notice, yet. What the detectors have in common; each says its window and how many are many.
/// </summary>
internal abstract class NewFailures(string name, int seconds, double leastBad, double leastShare) : IDetector
{
    private const int UsualSeconds = 300;
    private const double FactorOverUsual = 5;

    private readonly PerSubject<Memory> memories = new(() => new Memory(seconds));

    public string Name => name;

    public DetectionLevel Level => DetectionLevel.Evidence;

    public SignalFamily Family => SignalFamily.Errors;

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

        foreach (SeriesSubject trafficClass in view.Classes)
        {
            Measure(view, trafficClass, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{measurement.Value:P0} of the requests of {SubjectNames.InWords(measurement.Subject)} went wrong within {seconds} s; {measurement.Reference:P2} is usual";

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        Memory memory = memories.Of(subject, view.Second);
        OutcomeCounts now = view.Outcome(subject);
        double bad = now.Bad + view.Count(subject, Signal.OwnRetries);
        memory.Bad.Add(bad);
        memory.All.Add(now.Offered);
        memory.Present.Add(bad, now.Offered);
        double share = memory.All.Sum > 0 ? memory.Bad.Sum / memory.All.Sum : 0;
        double usual = memory.UsualAll.Sum > 0 ? memory.UsualBad.Sum / memory.UsualAll.Sum : 0;
        double limit = Math.Max(leastShare, FactorOverUsual * usual);
        double severity = memory.Bad.Sum >= leastBad ? share / limit : 0;
        if (severity >= 0.5 && seconds > PresentWindow.FewestSeconds)
        {
            // The window remembers for its length; whether failures go on is seen sooner.
            severity = Math.Min(severity, memory.Present.Ratio(limit) / limit);
        }

        into.Add(new Measurement(subject, severity, share, usual, view.Second - memory.SecondsWithBad() + 1));
        if (severity < 0.5)
        {
            memory.UsualBad.Add(bad);
            memory.UsualAll.Add(now.Offered);
        }
    }

    private sealed class Memory(int seconds)
    {
        public Rolling Bad { get; } = new(seconds);

        public Rolling All { get; } = new(seconds);

        public PresentWindow Present { get; } = new();

        public Rolling UsualBad { get; } = new(UsualSeconds);

        public Rolling UsualAll { get; } = new(UsualSeconds);

        /// <summary>Back from now without a second that had none.</summary>
        public int SecondsWithBad()
        {
            int count = 1;
            while (count < Bad.Capacity && Bad.Back(count) > 0)
            {
                count++;
            }

            return count;
        }
    }
}
