namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Is the gateway itself what stands still?</summary>
internal sealed class GatewayItself : IEvidenceSource
{
    private const double StillSeconds = 0.1;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level lag = situation.Of(Situation.Gateway, Signal.LoopLagSeconds);
        if (lag.IsKnown && lag.Now >= StillSeconds && lag.Ratio >= 5)
        {
            into.Add(situation, Sign.GatewayStandsStill, SignalFamily.Saturation, Situation.Gateway, nameof(Signal.LoopLagSeconds), lag.Now, lag.Before, Items.Grade(lag.Now, StillSeconds / 2, 2 * StillSeconds),
                situation.LeftAt(Situation.Gateway, [Signal.LoopLagSeconds]), $"the gateway itself stands still for {Items.Time(lag.Now)}, {Items.Time(lag.Before)} before");
        }
    }
}
