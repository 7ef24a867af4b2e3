namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do more people ask than before?</summary>
internal sealed class FirstAttempts : IEvidenceSource
{
    private const double LeastAfterNothing = 20;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level first = situation.FirstAttempts;
        // From nothing to something is a rise only when it is much.
        if (!first.IsKnown || !(first.Before > 0 || (first.Before == 0 && first.Now >= LeastAfterNothing)))
        {
            return;
        }

        string text = $"{Items.Rate(first.Now)} first attempts/s at {SubjectNames.InWords(situation.Pool)}, {Items.Rate(first.Before)} before";
        if (first.Ratio >= 1.2)
        {
            Add(situation, into, Sign.FirstAttemptsUp, first, Items.Grade(first.Ratio, 1.15, 1.5), situation.LeftAt(situation.Pool, [Signal.OfferedFirst]), text);
        }
        else if (first.Ratio <= 0.6)
        {
            Add(situation, into, Sign.FirstAttemptsDown, first, Items.Grade(first.Ratio, 0.7, 0.3), situation.LeftAt(situation.Pool, [Signal.OfferedFirst], up: false), text);
        }
        else if (situation.FirstAttemptsAtMost is { Ratio: >= 1.2 } most)
        {
            // Flat only if more repeats are unmarked than on any ordinary day: who says so excludes a crowd that may be there as well.
            Add(situation, into, Sign.FirstAttemptsPerhapsUp, most, Items.Grade(most.Ratio, 1.15, 1.5), situation.LeftAt(situation.Pool, [Signal.OfferedFirst]),
                $"{Items.Rate(first.Now)} to {Items.Rate(most.Now)} first attempts/s at {SubjectNames.InWords(situation.Pool)}, {Items.Rate(first.Before)} before: how many repeats are not marked is not known");
        }
        else
        {
            // Somewhat fewer are no more either: where answers take long clients wait, and ask less often meanwhile.
            Add(situation, into, Sign.FirstAttemptsFlat, first, first.Ratio < 1 ? 1 : Items.Grade(first.Ratio - 1, 0.22, 0.1), null, text);
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, Level level, double quality, long? onset, string text) =>
        into.Add(situation, sign, SignalFamily.Traffic, situation.Pool, nameof(Signal.OfferedFirst), level.Now, level.Before, quality, onset, text);
}
