using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>A page on disk and the publication that it is of. Immutable.</summary>
/// <param name="Hash">SHA-256 of the file.</param>
/// <param name="Incident">Whose page it is, or says that it is; null when it says nothing.</param>
/// <param name="Page">The publication with this hash; null when there is none.</param>
/// <param name="Latest">The latest publication of that incident; null when it has none.</param>
internal sealed record PublishedFile(string File, string Hash, PostmortemReport? Incident, PublishedPage? Page, PublishedPage? Latest)
{
    private const string Header = "Incident: INC-";

    public bool IsUnchanged => Page is not null;

    public string InWords => this switch
    {
        { Page: { } page } when page == Latest => Line($"{File}: as published on {page.PublishedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, version {page.Version} of incident {Incident!.Incident}"),
        { Page: { } page } => Line($"{File}: as published on {page.PublishedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, version {page.Version} of incident {Incident!.Incident}; version {Latest!.Version} was published since"),
        { Latest: { } latest } => Line($"{File}: NOT AS PUBLISHED: its sha256 is {Hash}, that of version {latest.Version} of incident {Incident!.Incident} is {HashIn(latest)}. holdfast postmortem show {Incident.Incident} --version-number {latest.Version} prints that"),
        { Incident.PublishedVersion: > 0 } => Line($"{File}: NOT KNOWN: version {Incident.PublishedVersion} of incident {Incident.Incident} was published by an earlier program, which kept no page"),
        { Incident: not null } => Line($"{File}: NOT PUBLISHED: no version of the postmortem of incident {Incident.Incident} is"),
        _ => $"{File}: NOT KNOWN: no page that this gateway has published has its sha256 {Hash}",
    };

    /// <summary>Of the form that the file's name says it has.</summary>
    private string HashIn(PublishedPage page) => (Path.GetExtension(File) switch { ".html" => page.HtmlHash, ".json" => page.JsonHash, _ => null }) ?? page.Hash;

    public static PublishedFile Of(string file, byte[] bytes, IReadOnlyList<PostmortemReport> known)
    {
        string hash = PublishedPage.HashOf(bytes);
        PostmortemReport? its = known.FirstOrDefault(report => report.Pages.Any(page => page.Has(hash)))
            ?? known.FirstOrDefault(report => report.Incident == NumberIn(file, Encoding.UTF8.GetString(bytes)));
        return new PublishedFile(file, hash, its, its?.Pages.LastOrDefault(page => page.Has(hash)), its?.Pages.LastOrDefault());
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<PublishedFile> files)
    {
        writer.WriteStartArray("files");
        foreach (PublishedFile one in files)
        {
            writer.WriteStartObject();
            writer.WriteString("file", one.File);
            writer.WriteString("sha256", one.Hash);
            writer.WriteBoolean("unchanged", one.IsUnchanged);
            WriteNumber(writer, "incident", one.Incident?.Incident);
            WriteNumber(writer, "version", one.Page?.Version);
            WriteNumber(writer, "latestVersion", one.Latest?.Version);
            writer.WriteString("latestSha256", one.Latest?.Hash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>By its header, or by the name that `postmortem show --out` gives it; 0 for neither.</summary>
    private static long NumberIn(string file, string text)
    {
        string? header = Array.Find(text.Split('\n'), line => line.StartsWith(Header, StringComparison.Ordinal))?[Header.Length..].TrimEnd();
        return long.TryParse(header ?? Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
