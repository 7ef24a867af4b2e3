namespace Holdfast.Incidents.Reports;

/// <summary>What is due first comes first.</summary>
/// <param name="Overdue">Of all tasks, not only those of this list.</param>
public sealed record TaskListReport(int Open, int Overdue, IReadOnlyList<TaskReport> Tasks);
