namespace Holdfast.Admin;

/// <summary>Oldest first.</summary>
public sealed record EventListReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<EventReport> Events);
