namespace Holdfast.Admin;

/// <summary>Something that changed.</summary>
public sealed record EventReport(long Id, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string Kind, string Subject, string What, string Source, string? Before, string? After);
