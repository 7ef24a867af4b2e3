using System.Globalization;
using System.Text.Json;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents.Tasks;

/// <summary>Events of tasks to records and back. A task of a postmortem begins with an entry of its incident's timeline and goes on in a stream of its own.</summary>
internal static class TaskFormat
{
    private const string Prefix = "task:";

    public static NewRecord Write(string id, TaskEvent happened) => new(
        Prefix + id,
        happened.Kind.ToString(),
        happened.HappenedAt,
        JsonSerializer.Serialize(new EntryBody(happened.Author, happened.Text, new(happened.Data), null), EntryJson.Default.EntryBody));

    /// <summary>Null for records of something else, and for what a later program has written and this one does not know.</summary>
    public static (string Id, TaskEvent Event)? Read(StoredRecord record)
    {
        if (record.Kind == nameof(EntryKind.TaskAdded))
        {
            return EntryFormat.Read(record) is { } entry && entry.Get("task") is { } number ? OfPostmortem(entry, number) : null;
        }

        if (!record.Stream.StartsWith(Prefix, StringComparison.Ordinal) || !Enum.TryParse(record.Kind, out TaskEventKind kind))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(record.Body, EntryJson.Default.EntryBody) is { } body
                ? (record.Stream[Prefix.Length..], new TaskEvent(record.Id, kind, record.HappenedAt, record.RecordedAt, body.Author, body.Text, body.Data ?? []))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string, TaskEvent) OfPostmortem(TimelineEntry entry, string number)
    {
        string incident = entry.Incident.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> data = new(entry.Data) { ["incident"] = incident, ["source"] = "postmortem" };
        return ($"{incident}-{number}", new TaskEvent(entry.Id, TaskEventKind.Added, entry.HappenedAt, entry.RecordedAt, entry.Author, entry.Text, data));
    }
}
