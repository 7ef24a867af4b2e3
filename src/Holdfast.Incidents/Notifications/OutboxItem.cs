using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Notifications;

/// <summary>A word that was queued and has not been delivered. Outbox's own.</summary>
internal sealed class OutboxItem(TimelineEntry entry)
{
    public TimelineEntry Entry { get; } = entry;

    public string Key => Entry.Get("key")!;

    /// <summary>In the key of the same word by another channel: "KEY:by:CHANNEL".</summary>
    public const string By = ":by:";

    /// <summary>The key of the word itself, whichever channel this one is.</summary>
    public string Root => RootOf(Key);

    public static string RootOf(string key) => key.IndexOf(By, StringComparison.Ordinal) is >= 0 and var at ? key[..at] : key;

    public string Channel => Entry.Get("channel")!;

    public int Failures { get; set; }

    public DateTimeOffset DueAt { get; set; } = entry.RecordedAt;

    public bool IsBusy { get; set; }

    /// <summary>The receiver works and does not want this one: it holds up no other.</summary>
    public bool IsRefused { get; set; }
}
