namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do exactly the servers suffer whose version changed?</summary>
internal sealed class NewVersion : IEvidenceSource
{
    private const int WithinSeconds = 120;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        HashSet<string> changed = [.. Changed(situation)];
        if (changed.Count == 0)
        {
            return;
        }

        double typical = Typical(situation, changed);
        ServerSymptom[] suffering = [.. situation.Symptoms.Where(symptom => symptom.ServerErrors >= 3 || symptom.FirstByteRatio >= Math.Max(1.8, 1.5 * typical))];
        int matching = suffering.Count(symptom => changed.Contains(symptom.Server.Name));
        if (suffering.Length == 0 || matching == 0)
        {
            return;
        }

        double precision = matching / (double)suffering.Length;
        double recall = matching / (double)changed.Count;
        double quality = Items.Grade(precision * recall, 0.3, 0.8);
        if (quality > 0)
        {
            into.Add(situation, Sign.OnlyNewVersionFails, SignalFamily.Errors, suffering[0].Server, nameof(Signal.VersionChanged), matching, suffering.Length, quality, situation.Onset,
                $"{matching} of {suffering.Length} servers that suffer have the new version, and {changed.Count} have it in all");
        }
    }

    /// <summary>Names of the servers whose version changed, as their series have them; some twice.</summary>
    public static IEnumerable<string> Changed(Situation situation)
    {
        DateTimeOffset onset = DateTimeOffset.FromUnixTimeSeconds(situation.Onset);
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(situation.Now);
        foreach (ChangeEvent change in situation.Changes.Between(onset.AddSeconds(-WithinSeconds), now).Where(change => change.Kind == ChangeKind.Version))
        {
            yield return change.Subject.StartsWith("server:", StringComparison.Ordinal) ? change.Subject["server:".Length..] : change.Subject;
        }

        foreach (SeriesSubject server in situation.Servers)
        {
            if (situation.Sum(server, [Signal.VersionChanged], situation.Onset - WithinSeconds, situation.Now) > 0)
            {
                yield return server.Name;
            }
        }
    }

    // Servers with the old version are the measure; when there are none, what was before.
    private static double Typical(Situation situation, HashSet<string> changed)
    {
        ServerSymptom[] old = [.. situation.Symptoms.Where(symptom => !changed.Contains(symptom.Server.Name))];
        return old.Length == 0 ? 1 : HitServers.Typical(old);
    }
}
