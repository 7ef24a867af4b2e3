namespace Holdfast.Drills.Scenarios;

/// <param name="Value">Null when there was nothing to measure, which never satisfies a bound.</param>
/// <param name="Detail">What stands behind the number, or why there is none.</param>
public readonly record struct Measurement(double? Value, string Detail = "")
{
    public static Measurement NothingAttainable { get; } = new(null, "nothing was asked that could be delivered");
}
