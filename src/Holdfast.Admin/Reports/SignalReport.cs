namespace Holdfast.Admin;

/// <summary>One signal in steps; null where nothing was observed.</summary>
/// <param name="Lowest">Left out where it is the mean, or was not kept.</param>
/// <param name="Highest">Left out where it is the mean.</param>
public sealed record SignalReport(string Signal, string Unit, string Kind, IReadOnlyList<double?> Mean, IReadOnlyList<double?>? Lowest, IReadOnlyList<double?>? Highest);
