namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do the servers get more done than before, or less? Load can only cause the first.</summary>
internal sealed class WorkDone : IEvidenceSource
{
    private const double LeastWork = 0.8;
    private const double LeastAbandoned = 0.2;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        Level good = situation.Of(situation.Pool, Signal.Good);
        if (!admitted.IsKnown || !(admitted.Before > 0))
        {
            return;
        }

        Abandoned(situation, admitted, good, into);
        if (admitted.Ratio >= 1.12)
        {
            Add(situation, into, Sign.MoreWorkThanBefore, admitted, Items.Grade(admitted.Ratio, 1.05, 1.4),
                $"servers get {Items.Rate(admitted.Now)} requests/s, {Items.Rate(admitted.Before)} before: more than everyday work");
        }
        else if (good.Ratio <= 0.85)
        {
            Add(situation, into, Sign.LessWorkThanBefore, good, Items.Grade(good.Ratio, 0.9, 0.6),
                $"servers answer {Items.Rate(good.Now)} requests/s well, {Items.Rate(good.Before)} before: they can do less, not more is asked");
        }
    }

    // Servers work as ever, and whoever asked has left: the mark of overload that feeds itself.
    private static void Abandoned(Situation situation, Level admitted, Level good, List<EvidenceItem> into)
    {
        Level gone = situation.Of(situation.Pool, Signal.ClientGone);
        double share = gone.Now / Math.Max(admitted.Now, 1e-9);
        if (gone.IsKnown && admitted.Ratio >= LeastWork && share >= LeastAbandoned)
        {
            into.Add(situation, Sign.WorkForNobody, SignalFamily.Saturation, situation.Pool, nameof(Signal.ClientGone), gone.Now, gone.Before, Items.Grade(share, LeastAbandoned / 2, 2 * LeastAbandoned),
                situation.LeftAt(situation.Pool, [Signal.ClientGone]),
                    $"servers get {Items.Rate(admitted.Now)} requests/s and {Items.Rate(gone.Now)} clients/s leave before the answer: {Items.Rate(good.Now)} answers/s still reach somebody");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, Level level, double quality, string text) =>
        into.Add(situation, sign, SignalFamily.Saturation, situation.Pool, nameof(Signal.Admitted), level.Now, level.Before, quality, null, text);
}
