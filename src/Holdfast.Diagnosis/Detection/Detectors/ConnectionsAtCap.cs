namespace Holdfast.Diagnosis.Detection.Detectors;

/// <summary>A pool or server has as many connections as it may have, and requests wait for one, for five seconds.</summary>
internal sealed class ConnectionsAtCap : IDetector
{
    private const int Seconds = 5;
    // Fewer is a moment's crowding that nobody notices.
    private const double LeastWaitingShare = 0.01;

    // When so many wait, the count at the end of a second says nothing: whose clients leave are closed and opened again all the time.
    private const double ManyWaitingShare = 0.2;

    private readonly PerSubject<HeldFor> memories = new(() => new HeldFor());

    public string Name => "connections-at-cap";

    public DetectionLevel Level => DetectionLevel.Invariant;

    public SignalFamily Family => SignalFamily.Connection;

    public Consequence Consequence => Consequence.Pages;

    public void Measure(SecondView view, List<Measurement> into)
    {
        foreach (SeriesSubject pool in view.Pools)
        {
            Measure(view, pool, view.Count(pool, Signal.Queued), view.ServersOf(pool).Count, into);
        }

        foreach (SeriesSubject server in view.Servers)
        {
            Measure(view, server, 0, 0, into);
        }
    }

    public string Describe(in Measurement measurement) =>
        $"{SubjectNames.InWords(measurement.Subject)} has all its {measurement.Reference:0} connections in use and requests wait for one ({measurement.Value:0})";

    /// <param name="inLine">Requests that wait for a place at any server.</param>
    /// <param name="forProbes">Connections that are kept for probes.</param>
    private void Measure(SecondView view, SeriesSubject subject, double inLine, int forProbes, List<Measurement> into)
    {
        double waits = view.Count(subject, Signal.ConnectionWaits);
        double cap = view.Value(subject, Signal.ConnectionCap);
        double asked = Math.Max(view.Offered(subject), view.Count(subject, Signal.Admitted));
        double open = view.Count(subject, Signal.Connections);
        // No server has a place, and what lacks are connections: then the line is one for them.
        waits = waits < 1 && open >= Math.Max(1, cap - forProbes) && inLine >= ManyWaitingShare * asked ? inLine : waits;
        bool isFull = waits >= 1 && cap > 0 && waits >= (open >= cap ? LeastWaitingShare : ManyWaitingShare) * asked;
        HeldFor held = memories.Of(subject, view.Second);
        held.Update(isFull, view.Second);
        into.Add(new Measurement(subject, held.Severity(view.Second, Seconds), waits, cap, held.Since));
    }
}
