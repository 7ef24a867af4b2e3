namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A pool or server has as many connections as it may have, and requests wait for one, for five seconds.</summary>
internal sealed class ConnectionsAtCap : IDetector
{
    private const int Seconds = 5;
    // Fewer is a moment's crowding that nobody notices.
    private const double LeastWaitingShare = 0.01;

    private readonly PerSubject<HeldFor> memories = new(() => new HeldFor());

    public string Name => "connections-at-cap";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Connection;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            Measure(view, pool, into);
        }

        foreach (SeriesSubject server in view.Servers)
        {
            Measure(view, server, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} has all its {measurement.Reference:0} connections in use and {measurement.Value:0} requests/s wait for one";

    private void Measure(SecondView view, SeriesSubject subject, List<Measurement> into)
    {
        double waits = view.Count(subject, Signal.ConnectionWaits);
        double cap = view.Value(subject, Signal.ConnectionCap);
        bool isFull = waits >= 1 && cap > 0 && view.Count(subject, Signal.Connections) >= cap
            && waits >= LeastWaitingShare * Math.Max(view.Offered(subject), view.Count(subject, Signal.Admitted));
        HeldFor held = memories.Of(subject, view.Second);
        held.Update(isFull, view.Second);
        into.Add(new Measurement(subject, held.Severity(view.Second, Seconds), waits, cap, held.Since));
    }
}
