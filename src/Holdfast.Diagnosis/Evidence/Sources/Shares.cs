namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Does one server get what was meant for others?</summary>
internal sealed class Shares : IEvidenceSource
{
    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] well = [.. situation.Symptoms.Where(symptom => !symptom.WentOut && !double.IsNaN(symptom.Share))];
        if (well.Length < 2)
        {
            return;
        }

        // Dead servers hand their part to the survivors: what a survivor should have is its old share among the survivors.
        if (Promised(situation, well, into))
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

    // A full server gets no more than its limit, however much its weight promises: then the weight shows it and the share does not.
    private static bool Promised(Situation situation, ServerSymptom[] well, List<EvidenceItem> into)
    {
        var weights = well.Select(symptom => (symptom.Server, Level: situation.Of(symptom.Server, Signal.WeightShare))).Where(each => each.Level.IsKnown).ToList();
        double before = weights.Sum(each => each.Level.Before);
        if (weights.Count < 2 || !(before > 0))
        {
            return false;
        }

        var most = weights.MaxBy(each => each.Level.Now - (each.Level.Before / before));
        double expected = most.Level.Before / before;
        if (most.Level.Now - expected < 0.15 || most.Level.Now < 1.8 * expected)
        {
            return false;
        }

        double share = situation.Of(most.Server, Signal.Share).Now;
        into.Add(situation, Sign.OneServerGetsMost, SignalFamily.Distribution, most.Server, nameof(Signal.WeightShare), most.Level.Now, expected, 1,
            situation.LeftAt(most.Server, [Signal.WeightShare]), $"{SubjectNames.InWords(most.Server)} is promised {Items.Share(most.Level.Now)} of the requests by its weight, {Items.Share(expected)} before, and gets {Items.Share(share)}");
        return true;
    }
}
