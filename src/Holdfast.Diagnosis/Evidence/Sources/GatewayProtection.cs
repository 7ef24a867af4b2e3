namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Does the gateway refuse because it is short of something itself? Asked only when that began with the symptom and no more was asked of
/// it: slow servers and crowds make it short, too, and then it is their effect.
/// </summary>
internal sealed class GatewayProtection : IEvidenceSource
{
    private const double LeastShare = 0.01;
    private const double MoreTraffic = 1.2;
    private const int WithSymptomSeconds = 2;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level refused = situation.Of(situation.Pool, Signal.ShedPressure);
        Level offered = situation.Of(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry]);
        if (!refused.IsKnown || !(offered.Now > 0) || refused.Now < LeastShare * offered.Now || offered.Ratio >= MoreTraffic)
        {
            return;
        }

        if (situation.LeftAt(situation.Pool, [Signal.ShedPressure]) is { } began && began <= situation.Onset + WithSymptomSeconds)
        {
            double share = Math.Min(1, refused.Now / offered.Now);
            into.Add(situation, Sign.GatewayRefusesForItself, SignalFamily.Saturation, Situation.Gateway, nameof(Signal.ShedPressure), share, 0, Items.Grade(share, 0, 3 * LeastShare), began,
                $"the gateway itself is short of memory, descriptors or time and refuses {Items.Share(share)} of the requests for that, though no more are asked");
        }
    }
}
