namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Does it take so long that the time of requests, or the patience of who asked, is over while servers work for them?</summary>
internal sealed class QueuePatience : IEvidenceSource
{
    private const double LongWaitSeconds = 0.5;
    private const double MuchLonger = 5;
    private const double SlowAnswers = 2;

    // Of what the servers get; fewer are an ordinary day's.
    private const double LeastShare = 0.15;
    private const double PlainShare = 0.3;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level wait = situation.Of(situation.Pool, Signal.QueueWaitMedian);
        Level over = situation.Of(situation.Pool, [Signal.FailedTotalTime, Signal.ClientGone]);
        Level admitted = situation.Of(situation.Pool, Signal.Admitted);
        bool isLong = (wait.Now >= LongWaitSeconds && !(wait.Ratio < MuchLonger)) || situation.Of(situation.Pool, Signal.FirstByteMedian).Ratio >= SlowAnswers;
        if (isLong && admitted.Now > 0 && over.Now >= LeastShare * admitted.Now)
        {
            into.Add(situation, Sign.QueueOutlastsPatience, SignalFamily.Saturation, situation.Pool, nameof(Signal.QueueWaitMedian), over.Now, over.Before,
                Items.Grade(over.Now / admitted.Now, LeastShare / 2, PlainShare),
                situation.LeftAt(situation.Pool, [Signal.FailedTotalTime, Signal.ClientGone]),
                $"of {Items.Rate(admitted.Now)} requests/s that servers get, {Items.Rate(over.Now)} run out of time or have nobody waiting any more: that work is lost");
        }
    }
}
