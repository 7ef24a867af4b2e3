namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do exactly the servers suffer whose version changed?</summary>
internal sealed class NewVersion : IEvidenceSource
{
    private const int WithinSeconds = 120;
    private const int LeastRefused = 3;

    // A server that has served well with its new version for so long does not begin to suffer by it; the onset is known to some seconds.
    private const int ProvenSeconds = 12;
    private const int WellProvenSeconds = 24;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        HashSet<string> changed = [.. Changed(situation)];
        if (into.Exists(item => item.Sign == Sign.VersionChanged))
        {
            Refusing(situation, changed, into);
        }

        if (changed.Count == 0)
        {
            return;
        }

        HashSet<string> fresh = [.. Changed(situation, since: situation.Onset - ProvenSeconds)];
        if (fresh.Count == 0)
        {
            ServedWell(situation, changed, into);
            return;
        }

        double typical = Typical(situation, changed);
        ServerSymptom[] suffering = [.. situation.Symptoms.Where(symptom => symptom.ServerErrors >= 3 || symptom.FirstByteRatio >= Math.Max(1.8, 1.5 * typical))];
        int matching = suffering.Count(symptom => fresh.Contains(symptom.Server.Name));
        if (suffering.Length == 0 || matching == 0)
        {
            return;
        }

        double precision = matching / (double)suffering.Length;
        double recall = matching / (double)fresh.Count;
        double quality = Items.Grade(precision * recall, 0.3, 0.8);
        if (quality > 0)
        {
            into.Add(situation, Sign.OnlyNewVersionFails, SignalFamily.Errors, suffering[0].Server, nameof(Signal.VersionChanged), matching, suffering.Length, quality, situation.Onset,
                $"{matching} of {suffering.Length} servers that suffer have the new version, and {fresh.Count} have got it since {Items.Clock(situation.Onset - ProvenSeconds)}");
        }
    }

    /// <summary>Names of the servers whose version changed, as their series have them; some twice.</summary>
    /// <param name="until">Unix second of the last change that counts; now when nothing is said.</param>
    /// <param name="since">Unix second of the first one; two minutes before the onset when nothing is said.</param>
    public static IEnumerable<string> Changed(Situation situation, long? until = null, long? since = null)
    {
        (long from, long to) = (since ?? situation.Onset - WithinSeconds, until ?? situation.Now);
        foreach (ChangeEvent change in situation.Changes.Between(DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to)).Where(change => change.Kind == ChangeKind.Version))
        {
            yield return change.Subject.StartsWith("server:", StringComparison.Ordinal) ? change.Subject["server:".Length..] : change.Subject;
        }

        foreach (SeriesSubject server in situation.Servers)
        {
            if (situation.Sum(server, [Signal.VersionChanged], from, to) > 0)
            {
                yield return server.Name;
            }
        }
    }

    // A deployment was announced, and those that refuse have answered with the old version to the last, or tell none.
    private static void Refusing(Situation situation, HashSet<string> changed, List<EvidenceItem> into)
    {
        ServerSymptom[] old = [.. situation.Symptoms.Where(symptom => symptom.Refused >= LeastRefused && !changed.Contains(symptom.Server.Name))];
        if (old.Length > 0)
        {
            into.Add(situation, Sign.RefusedWithoutNewVersion, SignalFamily.Errors, old[0].Server, nameof(Signal.FailedRefused), old.Length, situation.Symptoms.Count(symptom => symptom.Refused >= LeastRefused), 1, null,
                $"{Items.Names(old.Select(symptom => symptom.Server))} {(old.Length == 1 ? "refuses" : "refuse")} connections, and no new version was seen there");
        }
    }

    private static void ServedWell(Situation situation, HashSet<string> changed, List<EvidenceItem> into)
    {
        int since = ProvenSeconds + 1;
        while (since < WellProvenSeconds && !Changed(situation, since: situation.Onset - since).Any())
        {
            since++;
        }

        into.Add(situation, Sign.NewVersionServedWell, SignalFamily.Change, situation.Pool, nameof(Signal.VersionChanged), since, 0, Items.Grade(since, ProvenSeconds, WellProvenSeconds), null,
            $"{changed.Count} servers have served with the new version for {since} s{(since == WellProvenSeconds ? " or more" : "")} before it began, and nothing was wrong");
    }

    // Servers with the old version are the measure; when there are none, what was before.
    private static double Typical(Situation situation, HashSet<string> changed)
    {
        ServerSymptom[] old = [.. situation.Symptoms.Where(symptom => !changed.Contains(symptom.Server.Name))];
        return old.Length == 0 ? 1 : HitServers.Typical(old);
    }
}
