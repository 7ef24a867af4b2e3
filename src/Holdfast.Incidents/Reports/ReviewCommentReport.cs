namespace Holdfast.Incidents.Reports;

public sealed record ReviewCommentReport(DateTimeOffset At, string By, string Text);
