using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Notifications;

/// <summary>A word that was queued and has not been delivered. Outbox's own.</summary>
internal sealed class OutboxItem(TimelineEntry entry)
{
    public TimelineEntry Entry { get; } = entry;

    public string Key => Entry.Get("key")!;

    public string Channel => Entry.Get("channel")!;

    public int Failures { get; set; }

    public DateTimeOffset DueAt { get; set; } = entry.RecordedAt;

    public bool IsBusy { get; set; }

    /// <summary>The receiver works and does not want this one: it holds up no other.</summary>
    public bool IsRefused { get; set; }
}
