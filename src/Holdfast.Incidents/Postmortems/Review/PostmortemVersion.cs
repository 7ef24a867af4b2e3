using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>One version; it is never changed, a correction is the next one.</summary>
/// <param name="Markdown">What the linter reads and the hash is of.</param>
/// <param name="Document">With the records of each sentence; null for a version that somebody has written by hand.</param>
public sealed record PostmortemVersion(int Number, string Author, DateTimeOffset WrittenAt, string Markdown, PostmortemDocument? Document, IReadOnlyList<PostmortemPicture> Pictures)
{
    public string Hash => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Markdown)));
}
