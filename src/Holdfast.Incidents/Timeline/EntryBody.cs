namespace Holdfast.Incidents.Timeline;

/// <summary>An entry as the store keeps it. Members are only ever added.</summary>
internal sealed record EntryBody(string Author, string Text, Dictionary<string, string>? Data, IReadOnlyList<string>? Sources);
