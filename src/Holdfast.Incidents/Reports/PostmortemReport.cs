using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Reports;

/// <summary>How far a postmortem is.</summary>
/// <param name="Title">Of the incident.</param>
/// <param name="Status">none, draft, in review, returned, approved, published or not required.</param>
/// <param name="UsersPercent">Null where nobody knows: nothing was measured, or the gateway itself was gone.</param>
/// <param name="Version">The latest; PublishedVersion the latest that is frozen.</param>
/// <param name="PublishedHash">SHA-256 of the text that was reviewed; of the page with its header, see Pages.</param>
public sealed record PostmortemReport(
    long Incident,
    string Title,
    string Status,
    string Severity,
    DateTimeOffset? Start,
    double? DownSeconds,
    double? UsersPercent,
    int Version,
    string Author,
    string? Reviewer,
    DateTimeOffset? RequestedAt,
    int PublishedVersion,
    DateTimeOffset? PublishedAt,
    string? PublishedHash,
    IReadOnlyList<ReviewCommentReport> Comments)
{
    /// <summary>Why the incident was closed without one; null where it was not.</summary>
    public string? NotRequiredBecause { get; init; }

    /// <summary>The page of each version that was published, oldest first: by its hash a file is known to be as it was published.</summary>
    public IReadOnlyList<PublishedPage> Pages { get; init; } = [];

    /// <summary>The pool that suffered; null when it was the whole gateway.</summary>
    public string? Service { get; init; }

    /// <summary>Name of the cause, such as pool-exhaustion; null when it is not known.</summary>
    public string? Cause { get; init; }

    /// <summary>The cause in a sentence; null when it is not known.</summary>
    public string? RootCause { get; init; }

    /// <summary>Who has corrected the cause in the version that was published last; null where it is the diagnosis's.</summary>
    public string? CauseCorrectedBy { get; init; }

    public DateTimeOffset? CauseCorrectedAt { get; init; }

    /// <summary>What the diagnosis had stated instead; null where it had stated nothing, and where nobody has corrected it.</summary>
    public string? DiagnosedCause { get; init; }

    /// <summary>What the version in review or approved is taken to say of the cause, where publishing it changes or leaves open which one counts; null where there is nothing to say.</summary>
    public string? CauseNote { get; init; }

    public int TasksOpen { get; init; }

    public int TasksOverdue { get; init; }

    public int TasksClosed { get; init; }

    /// <summary>What the last run of its drill said: passed, failed or inconclusive; null when it never ran here.</summary>
    public string? Drill { get; init; }

    public DateTimeOffset? DrillAt { get; init; }
}
