namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do the servers get more done than before, or less? Load can only cause the first.</summary>
internal sealed class WorkDone : IEvidenceSource
{
    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        Level good = situation.Of(situation.Pool, Signal.Good);
        if (!admitted.IsKnown || !(admitted.Before > 0))
        {
            return;
        }

        if (admitted.Ratio >= 1.12)
        {
            Add(situation, into, Sign.MoreWorkThanBefore, admitted, Items.Grade(admitted.Ratio, 1.05, 1.4), $"servers get {Items.Rate(admitted.Now)} requests/s, {Items.Rate(admitted.Before)} before: more than everyday work");
        }
        else if (good.Ratio <= 0.85)
        {
            Add(situation, into, Sign.LessWorkThanBefore, good, Items.Grade(good.Ratio, 0.9, 0.6), $"servers answer {Items.Rate(good.Now)} requests/s well, {Items.Rate(good.Before)} before: they can do less, not more is asked");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, Level level, double quality, string text) =>
        into.Add(situation, sign, SignalFamily.Saturation, situation.Pool, nameof(Signal.Admitted), level.Now, level.Before, quality, null, text);
}
