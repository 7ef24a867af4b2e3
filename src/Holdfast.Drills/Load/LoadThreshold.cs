namespace Holdfast.Drills.Load;

/// <summary>One condition such as p99&lt;200ms. How it is written: <see cref="ThresholdText"/>.</summary>
/// <param name="Class">Empty: all classes together.</param>
/// <param name="Percentile">Of the measures that are percentiles.</param>
/// <param name="IsUpper">The value must stay below the bound; otherwise above.</param>
/// <param name="Bound">Milliseconds, percent, or requests per second.</param>
public sealed record LoadThreshold(string Class, LoadMeasure Measure, double Percentile, bool IsUpper, double Bound)
{
    public bool IsKeptBy(double value) => IsUpper ? value < Bound : value > Bound;

    public override string ToString() => ThresholdText.Format(this);
}
