namespace Holdfast.Incidents.Timeline;

/// <summary>What is to become an entry.</summary>
public sealed record NewEntry(EntryKind Kind, DateTimeOffset HappenedAt, string Author, string Text)
{
    /// <summary>What programs read again; the text is for people.</summary>
    public Dictionary<string, string> Data { get; init; } = [];

    /// <summary>The records it follows from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
