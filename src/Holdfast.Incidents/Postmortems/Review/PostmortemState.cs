using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>How far the postmortem of an incident is, as its timeline tells it. Immutable.</summary>
/// <param name="Version">The latest; 0 for none.</param>
/// <param name="PublishedVersion">The latest that was published; 0 for none.</param>
public sealed record PostmortemState(PostmortemStatus Status, int Version, string Author, string? Reviewer, DateTimeOffset? RequestedAt, int PublishedVersion, DateTimeOffset? PublishedAt, string? PublishedHash, IReadOnlyList<TimelineEntry> Comments)
{
    /// <summary>Who has written the version, and who has asked for its review: none of them judges it.</summary>
    public IReadOnlyList<string> Writers { get; init; } = [];

    private static readonly PostmortemState None = new(PostmortemStatus.None, 0, "", null, null, 0, null, null, []);

    public static PostmortemState Of(Incident incident) => incident.Entries.Aggregate(None, (state, entry) => entry.Kind switch
    {
        EntryKind.PostmortemDrafted => state with { Status = PostmortemStatus.Draft, Version = (int)entry.Number("version"), Author = entry.Author, Writers = [entry.Author], Reviewer = null, RequestedAt = null, Comments = [] },
        // Whoever asks for a review answers for the text.
        EntryKind.ReviewRequested => state with { Status = PostmortemStatus.InReview, Reviewer = entry.Get("reviewer"), RequestedAt = entry.HappenedAt, Author = entry.Author, Writers = [.. state.Writers, entry.Author] },
        EntryKind.ReviewComment => state with { Comments = [.. state.Comments, entry] },
        EntryKind.ReviewApproved => state with { Status = PostmortemStatus.Approved, Reviewer = entry.Author },
        EntryKind.ReviewReturned => state with { Status = PostmortemStatus.Returned, Comments = [.. state.Comments, entry] },
        EntryKind.PostmortemPublished => state with { Status = PostmortemStatus.Published, PublishedVersion = (int)entry.Number("version"), PublishedAt = entry.HappenedAt, PublishedHash = entry.Get("hash") },
        EntryKind.Closed when entry.Get(ClosingRule.PostmortemKey) == ClosingRule.NotRequired => state with { Status = PostmortemStatus.NotRequired },
        _ => state,
    });
}
