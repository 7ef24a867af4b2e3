using System.Globalization;
using System.Text.Json;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents.Timeline;

/// <summary>Entries to records and back. What a later program has written and this one does not know is left out, never an error.</summary>
internal static class EntryFormat
{
    private const string Prefix = "incident:";

    // A cause with all its evidence has about 2,000; more is a mistake or an attack.
    private const int TextMaximum = 4000;

    public static NewRecord Write(long incident, NewEntry entry)
    {
        EntryBody body = new(
            Cut(entry.Author),
            Cut(entry.Text),
            entry.Data.Count == 0 ? null : entry.Data,
            entry.Sources.Count == 0 ? null : entry.Sources);
        return new NewRecord(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{incident}"), entry.Kind.ToString(), entry.HappenedAt, JsonSerializer.Serialize(body, EntryJson.Default.EntryBody));
    }

    public static TimelineEntry? Read(StoredRecord record)
    {
        if (!record.Stream.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(record.Stream.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long incident)
            || !Enum.TryParse(record.Kind, out EntryKind kind))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(record.Body, EntryJson.Default.EntryBody) is { } body
                ? new TimelineEntry(record.Id, incident, kind, record.HappenedAt, record.RecordedAt, body.Author, body.Text, body.Data ?? [], body.Sources ?? [])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= TextMaximum ? text : text[..TextMaximum];
}
