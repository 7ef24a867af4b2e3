namespace Holdfast.Incidents.Reports;

public sealed record LevelReport(int Number, IReadOnlyList<string> Notify, double AfterSeconds, bool InHoursOnly);
