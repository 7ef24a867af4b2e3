namespace Holdfast.Drills.Reports;

public sealed record ComparisonRow(string Gateway, IReadOnlyList<string> Cells);
