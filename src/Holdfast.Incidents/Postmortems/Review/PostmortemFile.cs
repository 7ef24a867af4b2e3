using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>A version as its JSON file shows it: the text with the records of each sentence, and where it stands. Members are only ever added. Immutable.</summary>
/// <param name="Number">Of the version.</param>
/// <param name="Markdown">The page as it is shown, with its present header.</param>
/// <param name="Hash">SHA-256 of the text that was reviewed, which has the header of its draft.</param>
public sealed record PostmortemFile(int Number, string Author, DateTimeOffset WrittenAt, string Markdown, PostmortemDocument? Document, IReadOnlyList<PostmortemPicture> Pictures, string Hash)
{
    public long Incident { get; init; }

    /// <summary>draft, in review, returned, approved, published, or an earlier version.</summary>
    public required string Status { get; init; }

    /// <summary>Who asked, said and judged what, oldest first.</summary>
    public IReadOnlyList<ReviewStep> Review { get; init; } = [];

    /// <summary>What its drill said on the configuration of that day and on the present one, oldest first.</summary>
    public IReadOnlyList<DrillStep> Drills { get; init; } = [];

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>SHA-256 of the Markdown file; null where it is not published.</summary>
    public string? PageHash { get; init; }

    /// <summary>SHA-256 of the HTML file; null where it is not published.</summary>
    public string? HtmlHash { get; init; }
}
