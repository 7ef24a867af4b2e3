namespace Holdfast.Incidents.Reports;

public sealed record TaskEventReport(string Record, string Kind, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string Author, string Text);
