namespace Holdfast.Incidents.Reports;

/// <summary>How far a postmortem is.</summary>
/// <param name="Title">Of the incident.</param>
/// <param name="Status">none, draft, in review, returned, approved or published.</param>
/// <param name="Version">The latest; PublishedVersion the latest that is frozen.</param>
public sealed record PostmortemReport(
    long Incident,
    string Title,
    string Status,
    string Severity,
    DateTimeOffset? Start,
    double? DownSeconds,
    double UsersPercent,
    int Version,
    string Author,
    string? Reviewer,
    DateTimeOffset? RequestedAt,
    int PublishedVersion,
    DateTimeOffset? PublishedAt,
    string? PublishedHash,
    IReadOnlyList<ReviewCommentReport> Comments);
