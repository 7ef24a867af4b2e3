namespace Holdfast.Incidents.Reports;

public sealed record CauseStatementReport(string Name, string Claim, double Probability, string? Trigger, string? Sustaining, string? Contributing, DateTimeOffset FoundAt, string Record);
