namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// More than a third of a pool, and not all, do their work no more, and the others do: two of three that were killed are no fault that all share. Owner:
/// <see cref="HitServers"/>.
/// </summary>
internal static class MostServers
{
    /// <summary>Those that have stopped; none where they are few, or all, or where the others suffer as well.</summary>
    public static ServerSymptom[] Stopped(Situation situation, ServerSymptom[] all)
    {
        // That they are dead is their hosts' own word, however slow the survivors are with their part.
        ServerSymptom[] dead = [.. all.Where(symptom => HardlyAnswers(symptom) && (symptom.Refused >= HitServers.LeastFailures || symptom.IsGone))];
        if (AreMost(dead, all) && HitServers.Answering(all.Except(dead)) >= HitServers.StillAnswering)
        {
            return dead;
        }

        // Whoever is slow, silent or out may be so in a crowd; then the others are no better, or more is asked.
        ServerSymptom[] stopped = [.. all.Where(symptom => HardlyAnswers(symptom) && (dead.Contains(symptom) || HasStopped(symptom, all)))];
        return AreMost(stopped, all) && HitServers.Answering(all.Except(stopped)) >= HitServers.NearlyAll
            && !(situation.Of(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry]).Ratio >= HitServers.AskedMore) ? stopped : [];
    }

    private static bool AreMost(ServerSymptom[] servers, ServerSymptom[] all) => servers.Length > Math.Max(1, all.Length / 3) && servers.Length < all.Length;

    private static bool HardlyAnswers(ServerSymptom symptom) => symptom.AdmittedBefore > 0 && symptom.Good <= HitServers.HardlyAnswers * symptom.AdmittedBefore;

    private static bool HasStopped(ServerSymptom symptom, ServerSymptom[] all) =>
        symptom.IsSilent || symptom.AnswersNothing || symptom.WentOut || HitServers.IsHit(symptom, all);
}
