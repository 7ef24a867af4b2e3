namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Requests come and for three seconds none is answered well, where usually at least ten would have been.</summary>
internal sealed class GoodputZero : IDetector
{
    private const int Seconds = 3;
    private const int UsualSeconds = 60;
    // By chance ten expected answers are all missing once in 22,000 times; the two of three seconds make that never.
    private const double LeastExpected = 10;

    private readonly PerSubject<Memory> memories = new(() => new Memory());

    public string Name => "goodput-zero";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Errors;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        Measure(view, view.Gateway, into);
        foreach (SeriesSubject pool in view.Pools)
        {
            Measure(view, pool, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} answered none of {measurement.Value:0} requests in {Seconds} s; {measurement.Reference:0} good answers are usual";

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        Memory memory = memories.Of(subject, view.Second);
        OutcomeCounts now = view.Outcome(subject);
        memory.Offered.Add(now.Offered);
        memory.Good.Add(now.Good);
        memory.Bad.Add(now.Bad);
        double expected = memory.Offered.Sum * memory.UsualShare;
        bool isZero = memory.Offered.IsFull && memory.Good.Sum == 0 && expected >= LeastExpected && (memory.HasPast || memory.Bad.Sum > 0);
        into.Add(new Measurement(subject, isZero ? 1 : 0, memory.Offered.Sum, expected, view.Second - Seconds + 1));
        if (!isZero)
        {
            memory.UsualOffered.Add(now.Offered);
            memory.UsualGood.Add(now.Good);
        }
    }

    private sealed class Memory
    {
        public Rolling Offered { get; } = new(Seconds);

        public Rolling Good { get; } = new(Seconds);

        public Rolling Bad { get; } = new(Seconds);

        public Rolling UsualOffered { get; } = new(UsualSeconds);

        public Rolling UsualGood { get; } = new(UsualSeconds);

        // Without a past all should be good, but silence alone may be slow answers (long polls), which a past would have shown.
        public bool HasPast => UsualOffered.Count >= UsualSeconds / 6 && UsualOffered.Sum > 0;

        public double UsualShare => HasPast ? UsualGood.Sum / UsualOffered.Sum : 1;
    }
}
