using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Impact;

/// <summary>Whether users had it better after something was done, by what was measured: a step that changed nothing for them mitigated nothing. Keeps nothing.</summary>
internal static class StepEffect
{
    // What users feel is recorded in stretches of half a minute at most: an end within one of them follows the step as closely as the records can tell.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    // A stretch of measurement begins within that time, and what was done needs some of it.
    private static readonly TimeSpan Felt = TimeSpan.FromMinutes(1);

    // Half of the users who were hit are hit no more.
    private const double Left = 0.5;

    /// <summary>Null while nobody can know: nothing was measured, or it has just been done.</summary>
    public static bool? Helped(Incident incident, DateTimeOffset at)
    {
        // What was done in one outage was not done for the next, however soon that came.
        Outage? outage = incident.Outages.Find(one => one.Start <= at && at <= one.End) ?? incident.Outages.FindLast(one => one.Start - Felt <= at) ?? incident.LastOutage;
        TimelineEntry[] stretches = outage is null ? [] : [.. incident.Of(EntryKind.Impact).Where(entry => IsOf(outage, entry))];
        if (outage is null || !stretches.Any(entry => entry.Number("badSeconds") > 0))
        {
            return null;
        }

        if (outage.End is { } end && (at > end || end <= (at > outage.Start ? at : outage.Start) + Soon))
        {
            // What was done when it was over has ended nothing; nor has what was followed by as much harm as before until the next step.
            return at <= end && (IsLast(incident, at, end) || !WentOn(outage, stretches, at.ToUnixTimeSeconds(), end.ToUnixTimeSeconds()));
        }

        long second = at.ToUnixTimeSeconds();
        TimelineEntry? before = stretches.LastOrDefault(entry => entry.Number("from") <= second);
        TimelineEntry[] after = [.. stretches.Where(entry => entry.Number("from") > second && entry.Number("from") <= second + Felt.TotalSeconds)];
        return after.Length > 0 ? before is not null && Falls(outage, before, after) : outage.End is null ? null : false;
    }

    /// <summary>Nobody, neither the gateway nor people, did anything more before the end.</summary>
    private static bool IsLast(Incident incident, DateTimeOffset at, DateTimeOffset end) => !incident.Steps
        .Concat(incident.Of(EntryKind.Note).Where(note => note.Get("note") == nameof(NoteKind.Did)))
        .Any(other => other.HappenedAt > at && other.HappenedAt <= end);

    /// <summary>Measured up to the end alone: what is well after it says nothing of the step.</summary>
    private static bool WentOn(Outage outage, TimelineEntry[] stretches, long second, long end)
    {
        TimelineEntry? before = stretches.LastOrDefault(entry => entry.Number("from") <= second);
        TimelineEntry[] after = [.. stretches.Where(entry => entry.Number("from") > second && entry.Number("from") < end)];
        return before is not null && after.Length > 0 && !Falls(outage, before, after, end);
    }

    /// <summary>A stretch in which nobody was hurt counts as well: it is the best that a step can do.</summary>
    private static bool Falls(Outage outage, TimelineEntry before, TimelineEntry[] after, long end = long.MaxValue)
    {
        // Of slowness alone nobody is hit, and there are only the seconds of it.
        string harm = before.Number("hitClientSeconds") > 0 ? "hitClientSeconds" : "badSeconds";
        double earlier = Rate(outage, [before], harm);
        return earlier > 0 && Rate(outage, after, harm, end) <= Left * earlier;
    }

    /// <summary>Per second, whether or not anybody was hurt in it; the first stretch is looked at from long before the harm.</summary>
    private static double Rate(Outage outage, TimelineEntry[] stretches, string harm, long end = long.MaxValue) =>
        stretches.Sum(entry => entry.Number(harm)) / stretches.Sum(entry => Math.Max(1, Math.Min(end - 1, entry.Number("to")) - Math.Max(entry.Number("from"), outage.Start.ToUnixTimeSeconds()) + 1));

    private static bool IsOf(Outage outage, TimelineEntry stretch) =>
        stretch.Number("to") >= outage.Start.ToUnixTimeSeconds() && (outage.ClearedAt is not { } cleared || stretch.Number("from") <= cleared.ToUnixTimeSeconds());
}
