namespace Holdfast.Incidents.Reports;

/// <param name="Record">How other records refer to it.</param>
public sealed record TimelineEntryReport(string Record, string Kind, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string Author, string Text, IReadOnlyDictionary<string, string> Data, IReadOnlyList<string> Sources);
