using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// Somebody switched the overload protection off shortly before: whatever the cause was, nothing refused the surplus early. Keeps nothing. Next: <see cref="ChangesBefore"/>.
/// </summary>
internal static class ProtectionOff
{
    // Of the gateway, and of a pool that has its own.
    private static readonly string[] Off = ["protection.mode from on to off", "protection from on to off"];
    private static readonly string[] On = ["protection.mode from off to on", "protection from off to on"];

    /// <summary>The last of them; null where it was on, or where that was the trigger: then it is told with the cause.</summary>
    public static TimelineEntry? Of(Incident incident, TimelineEntry? found) =>
        ChangesBefore.Of(incident).LastOrDefault(change => IsOf(incident, change, Off) && !(found is not null && DraftRuledOut.IsTrigger(found, change)));

    /// <summary>Who reads that it was off asks whether it still is.</summary>
    public static TimelineEntry? SwitchedOn(Incident incident, TimelineEntry off) => incident.Story.FirstOrDefault(entry => entry.HappenedAt > off.HappenedAt && IsOf(incident, entry, On));

    private static bool IsOf(Incident incident, TimelineEntry change, string[] words) => change.Get("change") == "configuration" && Array.Exists(words, word => Says(change.Text, word, incident.Pool));

    /// <summary>That of another pool changed nothing for this one.</summary>
    private static bool Says(string text, string words, string pool) => text.IndexOf(words, StringComparison.Ordinal) is >= 0 and int at
        && (text.LastIndexOf("pools.", at, StringComparison.Ordinal) is not (>= 0 and int named) || text.LastIndexOf(' ', at) > named || pool.Length == 0 || text[named..].StartsWith($"pools.{pool}.", StringComparison.Ordinal));
}
