using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>The pages of a version as they were when that was published; they are kept, and never rendered anew. Immutable.</summary>
/// <param name="Hash">SHA-256 of the Markdown file, in hexadecimal: what sha256sum says of it.</param>
public sealed record PublishedPage(int Version, DateTimeOffset PublishedAt, string Hash)
{
    /// <summary>Name of the hash in the entry of the publication.</summary>
    internal const string Field = "page";
    private const string HtmlField = "pageHtml";
    private const string JsonField = "pageJson";

    /// <summary>Of the HTML file; null where a program before this one has published it, which kept Markdown alone.</summary>
    public string? HtmlHash { get; init; }

    /// <summary>Of the JSON file; null as above.</summary>
    public string? JsonHash { get; init; }

    /// <summary>Whether a file with this hash is one of its pages.</summary>
    public bool Has(string hash) => hash == Hash || hash == HtmlHash || hash == JsonHash;

    /// <summary>Oldest first; without those that programs before this one have published, which kept no page.</summary>
    public static IReadOnlyList<PublishedPage> Of(Incident incident) =>
    [
        .. incident.Of(EntryKind.PostmortemPublished)
            .Where(entry => entry.Get(Field) is not null)
            .Select(entry => new PublishedPage((int)entry.Number("version"), entry.HappenedAt, entry.Get(Field)!) { HtmlHash = entry.Get(HtmlField), JsonHash = entry.Get(JsonField) }),
    ];

    public static string HashOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public static string HashOf(string page) => HashOf(Encoding.UTF8.GetBytes(page));

    /// <summary>As the entry of the publication keeps it.</summary>
    internal void Write(Dictionary<string, string> data) => (data[Field], data[HtmlField], data[JsonField]) = (Hash, HtmlHash!, JsonHash!);

    /// <summary>Under which its text is kept; of the hash, because a process may die between the page and its publication.</summary>
    internal string NameIn(long incident) => NameIn(incident, Hash);

    internal string NameIn(long incident, string hash) => string.Create(CultureInfo.InvariantCulture, $"postmortem-page:{incident}:{Version}:{hash}");
}
