namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>Half of those who wait for a server have waited longer than anybody will, for five seconds: work is done for users who have gone.</summary>
internal sealed class QueueWaitOverDeadline : IDetector
{
    private const int Seconds = 5;

    private readonly PerSubject<HeldFor> memories = new(() => new HeldFor());

    public string Name => "queue-wait-over-deadline";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Saturation;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            double wait = view.Value(pool, Signal.QueueWaitMedian);
            HeldFor held = memories.Of(pool, view.Second);
            held.Update(wait > view.Settings.QueueDeadlineSeconds, view.Second);
            into.Add(new Measurement(pool, held.Severity(view.Second, Seconds), wait, view.Settings.QueueDeadlineSeconds, held.Since));
        }
    }

    public string Describe(in Measurement measurement) =>
        $"half of the requests waited {measurement.Value:0.0} s or more for a server of {SubjectNames.InWords(measurement.Subject)}; the deadline is {measurement.Reference:0.0} s";
}
