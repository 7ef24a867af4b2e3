namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Does one server get what was meant for others?</summary>
internal sealed class Shares : IEvidenceSource
{
    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (Promised(situation, into))
        {
            return;
        }

        // Dead servers hand their part to the survivors: what a survivor should have is its old share among the survivors.
        ServerSymptom[] stopped = MostServers.Stopped(situation, [.. situation.Symptoms]);
        ServerSymptom[] well = [.. situation.Symptoms.Where(symptom => !symptom.WentOut && !double.IsNaN(symptom.Share) && !stopped.Contains(symptom))];
        if (well.Length < 2)
        {
            return;
        }

        double before = well.Sum(symptom => double.IsNaN(symptom.ShareBefore) ? 0 : symptom.ShareBefore);
        ServerSymptom hot = well.MaxBy(symptom => symptom.Share / Math.Max(0.01, symptom.ShareBefore))!;
        double expected = before > 0 ? hot.ShareBefore / before : 1.0 / well.Length;
        double excess = hot.Share / Math.Max(0.01, expected);
        double sum = well.Sum(symptom => symptom.Share);
        double even = sum * sum / (well.Length * well.Sum(symptom => symptom.Share * symptom.Share));
        if (hot.Share - expected >= 0.15 && excess >= 1.5)
        {
            into.Add(situation, Sign.OneServerGetsMost, SignalFamily.Distribution, hot.Server, nameof(Signal.Share), hot.Share, expected, Items.Grade(excess, 1.3, 2),
                situation.LeftAt(hot.Server, [Signal.Share]), $"{SubjectNames.InWords(hot.Server)} gets {Items.Share(hot.Share)} of the requests, {Items.Share(expected)} before");
        }
        else
        {
            into.Add(situation, Sign.SharesAreEven, SignalFamily.Distribution, situation.Pool, nameof(Signal.Share), even, 1, Items.Grade(excess, 1.6, 1.2), null,
                $"the servers share the requests as before (evenness {even:0.00})");
        }
    }

    // A full server gets no more than its limit, however much its weight promises: then the weight shows it and the share does not. And a
    // server that is crushed by what it was promised goes out: what counts is the last second in which nobody was out.
    private static bool Promised(Situation situation, List<EvidenceItem> into)
    {
        if (LastWithAll(situation) is not { } second)
        {
            return false;
        }

        var weights = situation.Servers.Where(server => !IsDrained(situation, server, second)).Select(server => (Server: server, situation.Of(server, Signal.WeightShare).Before)).Where(each => each.Before >= 0).ToList();
        double before = weights.Sum(each => each.Before);
        if (weights.Count < 2 || !(before > 0))
        {
            return false;
        }

        (SeriesSubject server, double expected, double promised) = weights
            .Select(each => (each.Server, each.Before / before, situation.At(each.Server, Signal.WeightShare, second)))
            .Where(each => !double.IsNaN(each.Item3))
            .DefaultIfEmpty()
            .MaxBy(each => each.Item3 - each.Item2);
        if (promised - expected < 0.15 || promised < 1.8 * expected)
        {
            return false;
        }

        double share = situation.Of(server, Signal.Share).Now;
        string gets = double.IsNaN(share) ? "" : $", and gets {Items.Share(share)}";
        into.Add(situation, Sign.OneServerGetsMost, SignalFamily.Distribution, server, nameof(Signal.WeightShare), promised, expected, 1,
            situation.SinceAtLatest(situation.LeftAt(server, [Signal.WeightShare])),
                $"{SubjectNames.InWords(server)} is promised {Items.Share(promised)} of the requests by its weight, {Items.Share(expected)} before{gets}");
        return true;
    }

    // Who drains a server means its part for the others.
    private static bool IsDrained(Situation situation, SeriesSubject server, long second) =>
        situation.At(server, Signal.WeightShare, second) == 0
        && situation.Changes.Between(DateTimeOffset.FromUnixTimeSeconds(situation.Onset) - ChangesBefore.DeploymentWithin, DateTimeOffset.FromUnixTimeSeconds(second + 1))
            .LastOrDefault(change => change is { Kind: ChangeKind.Operator, After: "draining" or "serving" } && ChangeWords.NameOf(change) == server.Name) is { After: "draining" };

    // Weights are shared among those that may be used: when some are out, the rest is promised more without anybody's doing.
    private static long? LastWithAll(Situation situation)
    {
        double before = situation.Of(situation.Pool, Signal.Healthy).Before;
        for (long second = situation.Now; second >= situation.Onset - 1; second--)
        {
            double healthy = situation.At(situation.Pool, Signal.Healthy, second);
            if (situation.Looked(second) == second && (double.IsNaN(healthy) || double.IsNaN(before) || healthy >= before - 0.5))
            {
                return second;
            }
        }

        return null;
    }
}
