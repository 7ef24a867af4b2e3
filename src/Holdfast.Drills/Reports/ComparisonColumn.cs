namespace Holdfast.Drills.Reports;

/// <param name="Value">Null when a run has no such figure.</param>
/// <param name="Format">For people.</param>
/// <param name="Missing">What stands there when no run has the figure.</param>
public sealed record ComparisonColumn(string Heading, Func<DrillFigures, double?> Value, Func<double, string> Format, Func<DrillFigures, string> Missing);
