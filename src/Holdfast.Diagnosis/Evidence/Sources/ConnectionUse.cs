namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Are there connections left?</summary>
internal sealed class ConnectionUse : IEvidenceSource
{
    // So many make the count at the end of a second meaningless: whose clients leave are closed and opened again all the time.
    private const double ManyWait = 0.2;
    private const double Full = 0.85;

    /// <summary>
    /// Whether a good part of what is offered waits for a connection: with a place at a server, or in the pool's line because no server has a place for
    /// want of connections. One of each server's is kept for its probes.
    /// </summary>
    public static bool DoManyWait(Situation situation, long from, long to)
    {
        double many = Math.Max(1, ManyWait * situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to));
        double open = situation.Mean(situation.Pool, Signal.Connections, from, to);
        double cap = situation.Mean(situation.Pool, Signal.ConnectionCap, from, to);
        return situation.Sum(situation.Pool, [Signal.ConnectionWaits], from, to) >= many
            || (cap > 0 && open >= Full * Math.Max(1, cap - situation.Servers.Count) && situation.Sum(situation.Pool, [Signal.Queued], from, to) >= many);
    }

    /// <summary>
    /// Whether users leave before they get a connection to a server that is well: it works for those who have left, and that nobody gets an answer of
    /// it is not its fault. It is used, and most of its probes are answered.
    /// </summary>
    public static bool IsWaitedFor(Situation situation, SeriesSubject server, long from) =>
        DoManyWait(situation, from, situation.Now)
        && !(situation.At(server, Signal.Healthy, situation.Now) < 1)
        && 2 * situation.Sum(situation.Pool, [Signal.ProbeFailures], from, situation.Now) <= situation.Sum(situation.Pool, [Signal.Probes], from, situation.Now);

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level waits = situation.Of(situation.Pool, Signal.ConnectionWaits);
        Level open = situation.Of(situation.Pool, Signal.Connections);
        Level cap = situation.Of(situation.Pool, Signal.ConnectionCap);
        if (!open.IsKnown || !(cap.Now > 0))
        {
            return;
        }

        double use = open.Now / cap.Now;
        bool doManyWait = DoManyWait(situation, situation.NowFrom, situation.Now);
        if (doManyWait || (waits.Now >= 0.5 && use >= Full))
        {
            double inLine = situation.Of(situation.Pool, Signal.Queued).Now;
            bool isLine = !(waits.Now >= 0.5);
            into.Add(situation, Sign.ConnectionsAtCap, SignalFamily.Connection, situation.Pool, isLine ? nameof(Signal.Queued) : nameof(Signal.ConnectionWaits), isLine ? inLine : waits.Now, waits.Before,
                doManyWait ? 1 : Items.Grade(use, 0.8, 0.97) * Items.Grade(waits.Now, 0.3, 2), situation.LeftAt(situation.Pool, [isLine ? Signal.Queued : Signal.ConnectionWaits]),
                isLine
                    ? $"{Items.Rate(open.Now)} of {Items.Rate(cap.Now)} connections are in use, one of each server is kept for its probes, and {Items.Rate(inLine)} requests wait in line"
                    : $"{Items.Rate(open.Now)} of {Items.Rate(cap.Now)} connections are in use and {Items.Rate(waits.Now)} requests/s wait for one");
        }
        else if (use < 0.9 && !(waits.Now >= 0.5) && situation.Symptoms.All(symptom => symptom.TakesAtMost is null))
        {
            into.Add(situation, Sign.ConnectionsFree, SignalFamily.Connection, situation.Pool, nameof(Signal.Connections), open.Now, cap.Now, Items.Grade(use, 0.95, 0.8), null,
                $"{Items.Rate(open.Now)} of {Items.Rate(cap.Now)} connections are in use and nobody waits for one");
        }
    }
}
