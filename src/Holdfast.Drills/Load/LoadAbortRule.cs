namespace Holdfast.Drills.Load;

/// <summary>Ends the load early when a condition such as errors&gt;50% holds without a break for the time. Seconds are judged one by one.</summary>
/// <param name="Condition">Here the condition that ends the load, not one that must hold.</param>
public sealed record LoadAbortRule(LoadThreshold Condition, TimeSpan For)
{
    public override string ToString() => ThresholdText.Format(this);
}
