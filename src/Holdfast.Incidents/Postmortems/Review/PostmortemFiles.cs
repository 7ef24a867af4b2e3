using System.Text.Json;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>Makes the JSON file of a version from the timeline. Keeps nothing. Owner: <see cref="PostmortemPages"/>.</summary>
internal static class PostmortemFiles
{
    /// <param name="markdown">The page as it is shown.</param>
    /// <param name="html">The same as HTML.</param>
    public static string Write(Incident incident, PostmortemVersion version, string status, string markdown, string html)
    {
        DateTimeOffset? published = incident.Of(EntryKind.PostmortemPublished).LastOrDefault(entry => IsOf(entry, version))?.HappenedAt;
        PostmortemFile file = new(version.Number, version.Author, version.WrittenAt, markdown, version.Document, version.Pictures, version.Hash)
        {
            Incident = incident.Id,
            Status = status,
            Review = [.. incident.Entries.Where(entry => StepOf(entry.Kind) is not null && IsOf(entry, version)).Select(entry => new ReviewStep(entry.HappenedAt, entry.Author, StepOf(entry.Kind)!, entry.Text, entry.Reference))],
            Drills = [.. incident.Of(EntryKind.DrillRun).Select(entry => new DrillStep(entry.HappenedAt, entry.Get("drill") ?? "", entry.Get("on") ?? "", entry.Get("result") ?? "", entry.Get("verdict") ?? ""))],
            PublishedAt = published,
            PageHash = published is null ? null : PublishedPage.HashOf(markdown),
            HtmlHash = published is null ? null : PublishedPage.HashOf(html),
        };
        return JsonSerializer.Serialize(file, PostmortemJson.Default.PostmortemFile) + "\n";
    }

    private static bool IsOf(TimelineEntry entry, PostmortemVersion version) => (int)entry.Number("version") == version.Number;

    private static string? StepOf(EntryKind kind) => kind switch
    {
        EntryKind.ReviewRequested => "requested",
        EntryKind.ReviewMoved => "moved",
        EntryKind.ReviewComment => "comment",
        EntryKind.ReviewApproved => "approved",
        EntryKind.ReviewReturned => "returned",
        EntryKind.PostmortemPublished => "published",
        _ => null,
    };
}
