namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Is the traffic repeated attempts, and do they alone keep the servers at work?</summary>
internal sealed class Retries : IEvidenceSource
{
    // What set it off must be over, else every outage with impatient clients looks like one.
    private const int SettledSeconds = 6;

    /// <summary>Of all attempts; fewer are what an ordinary day has.</summary>
    public const double LeastShare = 0.2;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level retries = situation.Of(situation.Pool, Signal.OfferedRetry);
        Level first = situation.FirstAttempts;
        if (!retries.IsKnown || !(first.Now > 0))
        {
            return;
        }

        double share = retries.Now / (retries.Now + first.Now);
        double before = retries.Before / (retries.Before + first.Before);
        // As they were counted: what is taken for first attempts is less, because clients do not mark all of them.
        double counted = retries.Now / (retries.Now + situation.Of(situation.Pool, Signal.OfferedFirst).Now);
        string text = $"{Items.Share(counted)} of the requests {Items.Lately(situation)} are repeated attempts, {Items.Share(before)} before";
        if (share < LeastShare)
        {
            Add(situation, into, Sign.RetriesFew, share, before, Items.Grade(share, LeastShare, 0.1), null, text);
            return;
        }

        Add(situation, into, Sign.RetriesMany, share, before, Items.Grade(share, 0.15, 0.35), situation.LeftAt(situation.Pool, [Signal.OfferedRetry]), text);
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        double unadjusted = situation.Of(situation.Pool, Signal.OfferedFirst).Ratio;
        bool isFlat = first.Ratio < 1.25;
        // Where answers stopped before, more people did not bring it about.
        bool isAlone = isFlat || FirstSeconds.StalledAt(situation) is not null;
        // Servers that are kept busier than ever prove it. When they are not, or more people came as well, only more repeats than patient clients ever send point at it.
        double quality = isAlone && admitted.Ratio >= 1.1 ? Items.Grade(share, 0.4, 0.6) : 0.6 * Items.Grade(share, 0.5, 0.65);
        if (unadjusted > 0.75 && quality > 0.1 && situation.Now - situation.Onset >= SettledSeconds)
        {
            string people = isFlat ? "first attempts are as before, and" : isAlone ? "first attempts are more, but answers stopped before they were, and" : "more people ask, too, but";
            Add(situation, into, Sign.RetriesKeepItUp, share, before, quality, null,
                $"{people} with {Items.Share(counted)} repeated attempts {Items.Lately(situation)} the servers get {Items.Rate(admitted.Now)} requests/s instead of {Items.Rate(admitted.Before)}");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, double value, double before, double quality, long? onset, string text) =>
        into.Add(situation, sign, SignalFamily.Traffic, situation.Pool, nameof(Signal.OfferedRetry), value, before, quality, onset, text);
}
