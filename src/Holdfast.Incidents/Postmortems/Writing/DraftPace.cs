using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>How long it took until it was noticed, somebody was called and somebody took it: what a short text has room for and whoever reads it asks next. Keeps nothing.</summary>
internal static class DraftPace
{
    public static WrittenSentence Of(Incident incident)
    {
        DateTimeOffset start = incident.Start ?? incident.OpenedAt;
        TimelineEntry opened = incident.Entries[0];
        TimelineEntry? call = incident.Of(EntryKind.NotificationSent).FirstOrDefault(static entry => entry.Get("purpose") is "page" or "escalation");
        TimelineEntry? taken = incident.Of(EntryKind.Acknowledged).FirstOrDefault();
        string called = call is null ? "no call to anybody is on record" : $"the first call went out {After(start, call)}";
        string acknowledged = taken is null ? "nobody took it" : $"{taken.Author} took it {After(start, taken)}";
        return new WrittenSentence($"Counted from its beginning, the incident was opened {After(start, opened)}, {called}, and {acknowledged}.", [.. new[] { opened, call, taken }.OfType<TimelineEntry>().Select(entry => entry.Reference).Distinct()]);
    }

    private static string After(DateTimeOffset start, TimelineEntry entry)
    {
        long seconds = entry.HappenedAt.ToUnixTimeSeconds() - start.ToUnixTimeSeconds();
        return seconds == 0 ? "in the same second" : $"{DraftText.Length(TimeSpan.FromSeconds(Math.Abs(seconds)))} {(seconds < 0 ? "earlier" : "later")}";
    }
}
