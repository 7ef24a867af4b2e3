namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do connections open, and how fast?</summary>
internal sealed class ConnectTrouble : IEvidenceSource
{
    public const double SlowSeconds = 0.25;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] refusing = [.. situation.Symptoms.Where(symptom => symptom.Refused >= 3 || symptom.IsGone)];
        if (refusing.Length > 0)
        {
            into.Add(situation, Sign.ConnectionsRefused, SignalFamily.Connection, refusing[0].Server, nameof(Signal.FailedRefused), refusing.Sum(symptom => symptom.Refused + (symptom.IsGone ? symptom.Lost : 0)), 0, 1,
                refusing[0].IsGone ? HitServers.Began(situation, refusing[0]) : situation.LeftAt(refusing[0].Server, [Signal.FailedRefused]), $"{Items.Names(refusing.Select(symptom => symptom.Server))} {(refusing.Length == 1 ? "refuses" : "refuse")} connections at once");
        }

        Level slow = situation.Of(situation.Pool, Signal.ConnectP99);
        // What hangs at a server that is full says nothing about the line.
        ServerSymptom[] breaking = [.. situation.Symptoms.Where(symptom => symptom.Broken >= 2 && symptom.Refused < 3 && !symptom.IsGone && !ConnectionBound.IsReached(situation, symptom))];
        double broken = breaking.Sum(symptom => symptom.Broken);
        if (slow.IsKnown && slow.Now >= SlowSeconds && slow.Ratio >= 5)
        {
            int servers = situation.Symptoms.Count(symptom => symptom.ConnectP99 >= SlowSeconds);
            into.Add(situation, Sign.ConnectsSlow, SignalFamily.Connection, situation.Pool, nameof(Signal.ConnectP99), slow.Now, slow.Before,
                Items.Grade(slow.Now, 0.15, 0.6) * (servers > 1 ? 1 : 0.6), situation.LeftAt(situation.Pool, [Signal.ConnectP99]),
                $"the slowest connections take {Items.Time(slow.Now)} to open {Items.Lately(situation)}, {Items.Time(slow.Before)} before: a lost packet is sent again after one second");
        }
        else if (slow.IsKnown && broken < 3 && situation.Symptoms.All(symptom => symptom.TakesAtMost is null))
        {
            into.Add(situation, Sign.ConnectsNormal, SignalFamily.Connection, situation.Pool, nameof(Signal.ConnectP99), slow.Now, slow.Before, 1, null,
                $"connections open as fast as before ({Items.Time(slow.Now)} {Items.Lately(situation)})");
        }

        if (broken >= 3)
        {
            into.Add(situation, Sign.ConnectsFail, SignalFamily.Connection, breaking[0].Server, nameof(Signal.FailedReset), broken, 0,
                Items.Grade(broken, 2, 8) * (breaking.Length > 1 ? 1 : 0.6), situation.LeftAt([.. breaking.Select(symptom => symptom.Server)], [Signal.FailedReset, Signal.FailedConnectTimeout]),
                $"{Items.Rate(broken)} connections timed out or were reset, at {Items.Names(breaking.Select(symptom => symptom.Server))}");
        }
    }
}
