using System.Globalization;
using Holdfast.Drills.Load;

namespace Holdfast.Cli;

/// <summary>A threshold and what was measured.</summary>
/// <param name="Value">Null when nothing was measured: a promise that could not be checked was not kept.</param>
internal sealed record ThresholdVerdict(LoadThreshold Threshold, double? Value)
{
    public bool IsKept => Value is { } value && Threshold.IsKeptBy(value);

    public static IReadOnlyList<ThresholdVerdict> Of(IReadOnlyList<LoadThreshold> thresholds, LoadResult result) =>
        [.. thresholds.Select(threshold => new ThresholdVerdict(threshold, LoadMeasures.Of(threshold, result)))];

    public override string ToString()
    {
        string unit = ThresholdText.Unit(Threshold.Measure);
        string value = Value is { } measured ? string.Create(CultureInfo.InvariantCulture, $"{measured:0.###}{(unit == "%" ? " %" : unit == "/s" ? "/s" : " ms")}") : "nothing measured";
        return $"{(IsKept ? "kept  " : "BROKEN")} {Threshold}: {value}";
    }
}
