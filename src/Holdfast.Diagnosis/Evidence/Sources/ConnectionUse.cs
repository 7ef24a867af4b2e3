namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Are there connections left?</summary>
internal sealed class ConnectionUse : IEvidenceSource
{
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
        if (waits.Now >= 0.5 && use >= 0.85)
        {
            into.Add(situation, Sign.ConnectionsAtCap, SignalFamily.Connection, situation.Pool, nameof(Signal.ConnectionWaits), waits.Now, waits.Before,
                Items.Grade(use, 0.8, 0.97) * Items.Grade(waits.Now, 0.3, 2), situation.LeftAt(situation.Pool, [Signal.ConnectionWaits]),
                $"{Items.Rate(open.Now)} of {Items.Rate(cap.Now)} connections are in use and {Items.Rate(waits.Now)} requests/s wait for one");
        }
        else if (use < 0.9 && !(waits.Now >= 0.5) && situation.Symptoms.All(symptom => symptom.TakesAtMost is null))
        {
            into.Add(situation, Sign.ConnectionsFree, SignalFamily.Connection, situation.Pool, nameof(Signal.Connections), open.Now, cap.Now, Items.Grade(use, 0.95, 0.8), null,
                $"{Items.Rate(open.Now)} of {Items.Rate(cap.Now)} connections are in use and nobody waits for one");
        }
    }
}
