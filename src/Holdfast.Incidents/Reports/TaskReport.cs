namespace Holdfast.Incidents.Reports;

/// <summary>A task as GET /api/tasks/ID shows it.</summary>
/// <param name="State">open, started or closed.</param>
/// <param name="Source">postmortem, hand or finding.</param>
/// <param name="DaysOverdue">0 when it is not.</param>
/// <param name="NeedsDrill">It closes only with a green drill.</param>
/// <param name="Proof">Such as "drill:17", the verdict by which it was closed.</param>
/// <param name="History">Empty in lists.</param>
public sealed record TaskReport(
    string Id,
    string Type,
    string Text,
    string Owner,
    string Due,
    int Priority,
    string State,
    int DaysOverdue,
    long? Incident,
    string Source,
    string? Finding,
    bool NeedsDrill,
    string? Drill,
    IReadOnlyList<string> Links,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ClosedAt,
    string? Proof,
    bool Durable,
    IReadOnlyList<TaskEventReport> History);
