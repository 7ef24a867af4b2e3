using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>A version of a postmortem as people read it, with where it stands in its review. Keeps nothing. Owner: <see cref="PostmortemDesk"/>.</summary>
internal sealed class PostmortemPages(Func<Escalation.EscalationConfig> policy)
{
    public string Markdown(Incident incident, PostmortemVersion version, bool withFootnotes = false)
    {
        (string status, IReadOnlyList<WrittenField> extra) = Standing(incident, version);
        return version.Document is { } document
            ? MarkdownRenderer.Write(document, status, extra, [.. version.Pictures.Select(picture => ($"{incident.Id}-{picture.Name}.svg", picture.Alt))], withFootnotes)
            : version.Markdown;
    }

    public string Html(Incident incident, PostmortemVersion version)
    {
        (string status, IReadOnlyList<WrittenField> extra) = Standing(incident, version);
        (string Svg, string Alt)[] charts = [.. version.Pictures.Select(picture => (picture.Svg, picture.Alt))];
        return version.Document is { } document
            ? HtmlRenderer.Write(document, status, extra, charts)
            : HtmlRenderer.Plain($"Incident {incident.Id}", version.Markdown, charts);
    }

    /// <summary>Until when another person is to have read it.</summary>
    public WrittenField[] NotYet(DateTimeOffset written) =>
    [
        new("Reviewer", $"nobody yet; to be reviewed until {(written + policy().ReviewWithin).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"),
        new("Published", "not yet"),
    ];

    private (string Status, IReadOnlyList<WrittenField> Extra) Standing(Incident incident, PostmortemVersion version)
    {
        PostmortemState state = PostmortemState.Of(incident);
        List<WrittenField> extra = DrillProof.Of(incident) is { } proof ? [new("Drill", proof.InWords)] : [];
        if (state.Version != version.Number)
        {
            return (version.Number == state.PublishedVersion ? "published, a later version exists" : "an earlier version", extra);
        }

        if (state.Status is not (PostmortemStatus.Approved or PostmortemStatus.Published))
        {
            return (PostmortemDesk.Word(state.Status), [.. NotYet(version.WrittenAt), .. extra]);
        }

        if (incident.Of(EntryKind.ReviewApproved).LastOrDefault(entry => entry.Number("version") == version.Number) is { } approved)
        {
            extra.Add(new WrittenField("Reviewer", $"{approved.Author}, {approved.HappenedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, approved"));
        }

        if (state is { Status: PostmortemStatus.Published, PublishedAt: { } at })
        {
            extra.Add(new WrittenField("Published", at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        return (PostmortemDesk.Word(state.Status), extra);
    }
}
