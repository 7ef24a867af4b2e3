using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>The Markdown page of a version as it was when that was published; it is kept, and never rendered anew. Immutable.</summary>
/// <param name="Hash">SHA-256 of the file, in hexadecimal: what sha256sum says of it.</param>
public sealed record PublishedPage(int Version, DateTimeOffset PublishedAt, string Hash)
{
    /// <summary>Name of the hash in the entry of the publication.</summary>
    internal const string Field = "page";

    /// <summary>Oldest first; without those that programs before this one have published, which kept no page.</summary>
    public static IReadOnlyList<PublishedPage> Of(Incident incident) =>
    [
        .. incident.Of(EntryKind.PostmortemPublished)
            .Where(entry => entry.Get(Field) is not null)
            .Select(entry => new PublishedPage((int)entry.Number("version"), entry.HappenedAt, entry.Get(Field)!)),
    ];

    public static string HashOf(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));

    public static string HashOf(string page) => HashOf(Encoding.UTF8.GetBytes(page));

    /// <summary>Under which its text is kept; of the hash, because a process may die between the page and its publication.</summary>
    internal string NameIn(long incident) => string.Create(CultureInfo.InvariantCulture, $"postmortem-page:{incident}:{Version}:{Hash}");
}
