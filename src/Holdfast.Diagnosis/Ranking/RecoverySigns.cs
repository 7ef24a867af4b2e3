using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// Somebody or the gateway did something about it: does the service recover as each cause predicts that would have been helped by it? The
/// strongest evidence of all, for or against. Keeps nothing. Next: <see cref="Hypothesis.Left"/>.
/// </summary>
internal static class RecoverySigns
{
    // Of those that came before, and of now: longer than a pause between two requests, shorter than what else may happen meanwhile.
    private const int BeforeSeconds = 10;
    private const int AfterSeconds = 5;

    // A quarter is what straggles: requests that were under way, a probe, a client that comes back. Half is no recovery. Between, nothing is said.
    private const double GoneTo = 0.25;
    private const double StillThere = 0.5;
    private const double Nothing = 0.5;
    private const int ChangesMaximum = 16;

    public static IEnumerable<EvidenceItem> Of(Situation situation)
    {
        List<ChangeEvent> done = [.. Done(situation)];
        return done.Count == 0 ? [] : HypothesisRegistry.All.Select(hypothesis => Of(hypothesis, situation, done)).OfType<EvidenceItem>();
    }

    /// <summary>Newest first. What a person changes within seconds of the onset may have brought it about; what the gateway takes out has not.</summary>
    private static IEnumerable<ChangeEvent> Done(Situation situation) => situation.Changes
        .Between(DateTimeOffset.FromUnixTimeSeconds(situation.Onset), DateTimeOffset.FromUnixTimeSeconds(situation.Now).AddSeconds(0.999))
        .Where(change => change.Kind == ChangeKind.Health || At(change) > situation.Onset + ChangesBefore.LatestSeconds)
        .OrderByDescending(change => change.HappenedAt)
        .Take(ChangesMaximum);

    // The newest that says something.
    private static EvidenceItem? Of(Hypothesis hypothesis, Situation situation, List<ChangeEvent> done) => done
        .Where(change => situation.Now - At(change) >= hypothesis.SettlesSeconds && hypothesis.Helps(change, situation))
        .Select(change => Of(hypothesis, situation, change))
        .FirstOrDefault(item => item is not null);

    private static EvidenceItem? Of(Hypothesis hypothesis, Situation situation, ChangeEvent change)
    {
        long at = At(change);
        double before = hypothesis.Left(new RecoveryWindow(situation, Math.Max(situation.Onset, at - BeforeSeconds), Math.Max(situation.Onset, at - 1)));
        double after = hypothesis.Left(new RecoveryWindow(situation, situation.Now - AfterSeconds + 1, situation.Now));
        // What was not there before could not go.
        if (!(before >= 1) || double.IsNaN(after))
        {
            return null;
        }

        string when = $"{situation.Now - at} s after '{change.What}' ({change.Subject})";
        return after <= Math.Max(Nothing, GoneTo * before)
            ? Item(hypothesis, situation, change, Sign.RecoveredAsPredicted, before, after, $"as predicted: {hypothesis.RecoverySignature} ({when})")
            : after >= Math.Max(1, StillThere * before)
            ? Item(hypothesis, situation, change, Sign.DidNotRecover, before, after,
                $"not as predicted, so the question is open again: {when} {Items.Share(Math.Min(1, after / before))} of the trouble is still there, and {hypothesis.Name} would mean that {hypothesis.RecoverySignature}")
            : null;
    }

    private static EvidenceItem Item(Hypothesis hypothesis, Situation situation, ChangeEvent change, Sign sign, double before, double after, string text) =>
        new(sign, SignalFamily.Recovery, situation.Pool, $"change {change.Id}", situation.Now - AfterSeconds + 1, situation.Now, after, before, 1, null, text) { About = hypothesis.Class };

    private static long At(ChangeEvent change) => change.HappenedAt.ToUnixTimeSeconds();
}
