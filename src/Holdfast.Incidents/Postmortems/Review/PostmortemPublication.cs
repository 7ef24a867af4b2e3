using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// What publishing freezes: the pages as they are shown from now on, kept before it is said that they are published, and the cause where people have corrected it. Owner:
/// <see cref="PostmortemDesk"/>. Next: <see cref="CauseLine"/>.
/// </summary>
internal sealed class PostmortemPublication(IncidentDesk desk, PostmortemPages pages)
{
    /// <param name="before">Earlier versions, the newest first.</param>
    public NewEntry Freeze(Incident incident, PostmortemVersion version, IEnumerable<PostmortemVersion> before, string by)
    {
        NewEntry entry = ReviewEntry.Of(desk.Now, EntryKind.PostmortemPublished, by, "", version.Number, ("hash", version.Hash));
        PageTexts texts = pages.ToPublish(incident, version, entry);
        PublishedPage published = new(version.Number, desk.Now, PublishedPage.HashOf(texts.Markdown)) { HtmlHash = PublishedPage.HashOf(texts.Html), JsonHash = PublishedPage.HashOf(texts.Json) };
        desk.Book.KeepText(published.NameIn(incident.Id), texts.Markdown);
        desk.Book.KeepText(published.NameIn(incident.Id, published.HtmlHash), texts.Html);
        desk.Book.KeepText(published.NameIn(incident.Id, published.JsonHash), texts.Json);
        published.Write(entry.Data);
        string corrected = CauseLine.Of(incident, version, before).Write(entry.Data, version.Author);
        return entry with { Text = $"version {version.Number} published, its page has sha256 {published.Hash}{corrected}" };
    }
}
