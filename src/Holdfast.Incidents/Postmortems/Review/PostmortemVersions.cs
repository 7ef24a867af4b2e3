using System.Globalization;
using System.Text.Json;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// The texts of an incident's postmortem, each kept as it was written: from the records, by a person, or going on from what people have published. Any thread.
/// Owner: <see cref="PostmortemDesk"/>. Next: <see cref="PostmortemWriter"/>.
/// </summary>
internal sealed class PostmortemVersions(IncidentDesk desk, Func<Escalation.EscalationConfig> policy, SeriesHistory? history)
{
    public PostmortemVersion? Read(long id, int version) => Read(desk.Book, id, version);

    public static PostmortemVersion? Read(IncidentBook book, long id, int version) =>
        book.TextOf(NameOf(id, version)) is { } text ? JsonSerializer.Deserialize(text, PostmortemJson.Default.PostmortemVersion) : null;

    public IEnumerable<PostmortemVersion> Before(long id, int version) => Enumerable.Range(1, version - 1).Reverse().Select(number => Read(id, number)).OfType<PostmortemVersion>();

    public void Keep(long id, PostmortemVersion version) => desk.Book.KeepText(NameOf(id, version.Number), JsonSerializer.Serialize(version, PostmortemJson.Default.PostmortemVersion));

    /// <param name="outlook">Of its drill; null where none can be written.</param>
    public PostmortemVersion FromRecords(Incident incident, ReplayOutlook? outlook, PostmortemPages pages, string by)
    {
        int number = PostmortemState.Of(incident).Version + 1;
        PostmortemDocument document = new PostmortemWriter(incident, policy().Team, outlook, text => PostmortemTasks.Open(desk.Book.Tasks, incident, text)).Write(number, by, desk.Now);
        PostmortemPicture[] pictures = history is null ? [] : [.. PostmortemCharts.Draw(incident, history).Select(chart => new PostmortemPicture(chart.Name, chart.Svg, chart.Alt))];
        string markdown = MarkdownRenderer.Write(document, "draft", pages.NotYet(desk.Now), [.. pictures.Select(picture => ($"{incident.Id}-{picture.Name}.svg", picture.Alt))]);
        return new PostmortemVersion(number, by, desk.Now, markdown, document, pictures);
    }

    public PostmortemVersion ByHand(Incident incident, string markdown, string by)
    {
        int latest = PostmortemState.Of(incident).Version;
        return new PostmortemVersion(latest + 1, by, desk.Now, markdown, null, Read(incident.Id, latest)?.Pictures ?? []);
    }

    /// <summary>What people have published is what a correction begins with: the records still say what was corrected. Null where they published a draft of Holdfast as it was.</summary>
    public string? PublishedWords(Incident incident) =>
        PostmortemState.Of(incident).PublishedVersion is > 0 and var published && Read(incident.Id, published) is { Document: null } version ? version.Markdown : null;

    private static string NameOf(long id, int version) => string.Create(CultureInfo.InvariantCulture, $"postmortem:{id}:{version}");
}
