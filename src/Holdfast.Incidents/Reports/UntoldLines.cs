using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Reports;

/// <summary>Of the messages of an incident those that nobody has heard by any of their channels, and since when that is so. Keeps nothing.</summary>
internal static class UntoldLines
{
    private const string Delivery = "delivery:";

    public static List<(DateTimeOffset At, string Text)> Of(IncidentReport report) =>
        [.. report.Timeline.Where(entry => entry.Kind.StartsWith("notification-", StringComparison.Ordinal) && entry.Data.ContainsKey("key")).GroupBy(RootOf).Select(Told).OfType<(DateTimeOffset, string)>()];

    private static (DateTimeOffset At, string Text)? Told(IEnumerable<TimelineEntryReport> message)
    {
        TimelineEntryReport[] entries = [.. message];
        if (entries.FirstOrDefault(entry => entry.Kind == "notification-failed") is not { } first || Array.Exists(entries, entry => entry.Kind == "notification-sent"))
        {
            return null;
        }

        // Each channel has been given up, or withdrawn: its last word says why.
        string[] channels = ChannelsOf(entries, "notification-queued");
        TimelineEntryReport last = entries[^1];
        if (ChannelsOf(entries, "notification-given-up").Length >= channels.Length)
        {
            return (last.HappenedAt, $"{IncidentStory.Clock(last.HappenedAt)} {last.Text}.");
        }

        TimelineEntryReport failed = entries.Last(entry => entry.Kind == "notification-failed");
        string person = first.Data.GetValueOrDefault("person", "somebody");
        return (first.HappenedAt, $"{IncidentStory.Clock(first.HappenedAt)} {person} cannot be told ({first.Data.GetValueOrDefault("purpose")}): {failed.Text} ({IncidentStory.Clock(failed.HappenedAt)}); it is tried again.");
    }

    private static string[] ChannelsOf(TimelineEntryReport[] entries, string kind) => [.. entries.Where(entry => entry.Kind == kind).Select(entry => entry.Data.GetValueOrDefault("channel", "")).Distinct()];

    /// <summary>The message itself, whichever channel it was to go by.</summary>
    private static string RootOf(TimelineEntryReport entry)
    {
        string key = entry.Data["key"];
        return OutboxItem.RootOf(key.StartsWith(Delivery, StringComparison.Ordinal) ? key[Delivery.Length..] : key);
    }
}
