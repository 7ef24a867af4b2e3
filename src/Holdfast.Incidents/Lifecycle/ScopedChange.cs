using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What tells whether a change belongs to an incident, of a change event or of the entry that was made of it. Immutable.</summary>
internal sealed record ScopedChange(ChangeKind? Kind, string Subject, string? Before, string? After, DateTimeOffset HappenedAt)
{
    public static ScopedChange Of(ChangeEvent change) => new(change.Kind, change.Subject, change.Before, change.After, change.HappenedAt);

    public static ScopedChange Of(TimelineEntry entry) =>
        new(entry.Get("change") is { } word ? SeriesWords.TryParseChange(word) : null, entry.Get("subject") ?? "", entry.Get("before"), entry.Get("after"), entry.HappenedAt);
}
