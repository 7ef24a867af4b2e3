using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// A version of a postmortem as people read it, with where it stands in its review; one that is published as it was then, whatever came
/// after it. Keeps nothing. Owner: <see cref="PostmortemDesk"/>.
/// </summary>
/// <param name="textOf">Pages that were kept, by name.</param>
internal sealed class PostmortemPages(Func<Escalation.EscalationConfig> policy, Func<string, string?> textOf)
{
    public string Markdown(Incident incident, PostmortemVersion version, bool withFootnotes = false) => withFootnotes
        ? WriteMarkdown(AsOfItsPublication(incident, version), version, withFootnotes)
        : Kept(incident, version, page => page.Hash) ?? Write(AsOfItsPublication(incident, version), version).Markdown;

    public string Html(Incident incident, PostmortemVersion version) => Kept(incident, version, page => page.HtmlHash) ?? Write(AsOfItsPublication(incident, version), version).Html;

    public string Json(Incident incident, PostmortemVersion version) => Kept(incident, version, page => page.JsonHash) ?? Write(AsOfItsPublication(incident, version), version).Json;

    /// <summary>What is frozen when this entry is added.</summary>
    public PageTexts ToPublish(Incident incident, PostmortemVersion version, NewEntry publication)
    {
        TimelineEntry entry = new(0, incident.Id, publication.Kind, publication.HappenedAt, publication.HappenedAt, publication.Author, publication.Text, publication.Data, publication.Sources);
        return Write(incident with { Entries = incident.Entries.Add(entry) }, version);
    }

    /// <summary>Until when another person is to have read it.</summary>
    public WrittenField[] NotYet(DateTimeOffset written) =>
    [
        new("Reviewer", $"nobody yet; {Until(written)}"),
        new("Published", "not yet"),
    ];

    private string Until(DateTimeOffset from) => $"to be reviewed by {Date(from + policy().ReviewWithin)}";

    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? Kept(Incident incident, PostmortemVersion version, Func<PublishedPage, string?> hashOf) =>
        PublishedPage.Of(incident).LastOrDefault(page => page.Version == version.Number) is { } page && hashOf(page) is { } hash ? textOf(page.NameIn(incident.Id, hash)) : null;

    private PageTexts Write(Incident incident, PostmortemVersion version)
    {
        string markdown = WriteMarkdown(incident, version, withFootnotes: false).TrimEnd('\n') + "\n";
        (string status, IReadOnlyList<WrittenField> extra) = Standing(incident, version);
        string word = PostmortemState.Of(incident) is var state && state.Version == version.Number ? PostmortemDesk.Word(state.Status) : status;
        (string Svg, string Alt)[] charts = [.. version.Pictures.Select(picture => (picture.Svg, picture.Alt))];
        string html = version.Document is { } document
            ? HtmlRenderer.Write(document, status, extra, charts)
            : HtmlRenderer.OfMarkdown($"Incident {incident.Id}", markdown, version.Pictures.ToDictionary(picture => FileOf(incident, picture), picture => (picture.Svg, picture.Alt)));
        return new PageTexts(markdown, html, PostmortemFiles.Write(incident, version, word, markdown, html));
    }

    private string WriteMarkdown(Incident incident, PostmortemVersion version, bool withFootnotes)
    {
        (string status, IReadOnlyList<WrittenField> extra) = Standing(incident, version);
        return version.Document is { } document
            ? MarkdownRenderer.Write(document, status, extra, [.. version.Pictures.Select(picture => (FileOf(incident, picture), picture.Alt))], withFootnotes)
            : Restated(version, status, extra);
    }

    private static string FileOf(Incident incident, PostmortemPicture picture) => string.Create(CultureInfo.InvariantCulture, $"{incident.Id}-{picture.Name}.svg");

    private static Incident AsOfItsPublication(Incident incident, PostmortemVersion version)
    {
        int last = incident.Entries.FindLastIndex(entry => entry.Kind == EntryKind.PostmortemPublished && (int)entry.Number("version") == version.Number);
        return last < 0 ? incident : incident with { Entries = incident.Entries.GetRange(0, last + 1) };
    }

    /// <summary>
    /// A text of somebody's own is theirs; but what its header says of the review was right when they took the draft, and is not for them to
    /// keep up to date.
    /// </summary>
    private static string Restated(PostmortemVersion version, string status, IReadOnlyList<WrittenField> extra)
    {
        string[] lines = version.Markdown.Split('\n');
        WrittenField[] known = [new("Status", status), .. extra];
        for (int line = 0; line < lines.Length && !lines[line].StartsWith("## ", StringComparison.Ordinal); line++)
        {
            // Whoever has changed the draft of a program answers for it; a name of their own is theirs.
            string end = lines[line].EndsWith('\r') ? "\r" : "";
            if (lines[line].TrimEnd() == $"Author: {PostmortemDesk.OwnName}")
            {
                lines[line] = $"Author: {version.Author}{end}";
            }

            if (Array.Find(known, field => lines[line].StartsWith(field.Name + ": ", StringComparison.Ordinal)) is { } field)
            {
                lines[line] = $"{field.Name}: {field.Value}{end}";
            }
        }

        return string.Join('\n', lines);
    }

    private (string Status, IReadOnlyList<WrittenField> Extra) Standing(Incident incident, PostmortemVersion version)
    {
        PostmortemState state = PostmortemState.Of(incident);
        List<WrittenField> extra = DrillProof.Of(incident) is { } proof ? [new("Drill", proof.InWords)] : [];
        if (state.Version != version.Number)
        {
            return ("an earlier version", extra);
        }

        // That another version is what readers have is the first thing to know of a correction.
        string status = PostmortemDesk.Word(state.Status) + (state.PublishedVersion > 0 && state.Status != PostmortemStatus.Published ? $"; version {state.PublishedVersion} is published" : "");
        if (state is { Status: PostmortemStatus.InReview, Reviewer: { } asked, RequestedAt: { } since })
        {
            return (status, [new WrittenField("Reviewer", $"{asked}, asked {Date(since)}; {Until(since)}"), .. NotYet(version.WrittenAt)[1..], .. extra]);
        }

        // Who sent it back is whom its writers ask.
        if (state.Status == PostmortemStatus.Returned && incident.Of(EntryKind.ReviewReturned).LastOrDefault() is { } returned)
        {
            return (status, [new WrittenField("Reviewer", $"{returned.Author}, {Date(returned.HappenedAt)}, returned"), .. NotYet(version.WrittenAt)[1..], .. extra]);
        }

        if (state.Status is not (PostmortemStatus.Approved or PostmortemStatus.Published))
        {
            return (status, [.. NotYet(version.WrittenAt), .. extra]);
        }

        if (incident.Of(EntryKind.ReviewApproved).LastOrDefault(entry => entry.Number("version") == version.Number) is { } approved)
        {
            extra.Add(new WrittenField("Reviewer", $"{approved.Author}, {Date(approved.HappenedAt)}, approved"));
        }

        if (state is { Status: PostmortemStatus.Published, PublishedAt: { } at })
        {
            extra.Add(new WrittenField("Published", Date(at)));
        }

        return (status, extra);
    }
}
