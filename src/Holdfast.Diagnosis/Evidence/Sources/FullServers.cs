namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do servers take no more connections than they have? Next: <see cref="ConnectionBound"/>.</summary>
internal sealed class FullServers : IEvidenceSource
{
    // The same number at several of them is a setting; at one alone it may be chance.
    private const double OneAlone = 0.4;
    private const double SameWithin = 1;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] full = [.. situation.Symptoms.Where(symptom => symptom.TakesAtMost is not null)];
        if (full.Length == 0 || 2 * full.Length < situation.Symptoms.Count(symptom => symptom.AdmittedBefore > 0))
        {
            return;
        }

        double most = full.Max(symptom => symptom.TakesAtMost!.Value);
        ServerSymptom[] same = [.. full.Where(symptom => most - symptom.TakesAtMost <= SameWithin)];
        double usual = full.Average(symptom => situation.Of(symptom.Server, Signal.Connections).Before);
        into.Add(situation, Sign.ServersTakeNoMore, SignalFamily.Connection, situation.Pool, nameof(Signal.Connections), most, usual, same.Length > 1 ? 1 : OneAlone,
            // They fill up for long before it hurts anybody, and when that began is hidden in the calm: what hangs hangs because of it.
            situation.Onset,
            $"{Items.Rate(most)} connections stay open at {(full.Length == 1 ? "" : "each of ")}{Items.Names(full.Select(symptom => symptom.Server))}, {Items.Rate(usual)} before, and every new one hangs");
    }
}
