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
    private const double Falls = 0.5;

    /// <summary>Null while nobody can know: nothing was measured, or it has just been done.</summary>
    public static bool? Helped(Incident incident, DateTimeOffset at)
    {
        Outage? outage = incident.Outages.LastOrDefault(one => one.Start - Felt <= at) ?? incident.LastOutage;
        TimelineEntry[] stretches = outage is null ? [] : [.. incident.Of(EntryKind.Impact).Where(entry => entry.Number("clientSeconds") > 0 && IsOf(outage, entry))];
        if (outage is null || stretches.Length == 0)
        {
            return null;
        }

        if (outage.End is { } end && end <= (at > outage.Start ? at : outage.Start) + Soon)
        {
            return true;
        }

        long second = at.ToUnixTimeSeconds();
        TimelineEntry? before = stretches.LastOrDefault(entry => entry.Number("from") <= second);
        TimelineEntry[] after = [.. stretches.Where(entry => entry.Number("from") > second && entry.Number("from") <= second + Felt.TotalSeconds)];
        bool falls = before is not null && after.Any(entry => Share(entry) <= Falls * Share(before));
        return falls ? true : outage.End is null && after.Length == 0 ? null : false;
    }

    private static bool IsOf(Outage outage, TimelineEntry stretch) =>
        stretch.Number("to") >= outage.Start.ToUnixTimeSeconds() && (outage.End is not { } end || stretch.Number("from") <= end.ToUnixTimeSeconds());

    private static double Share(TimelineEntry stretch) => stretch.Number("hitClientSeconds") / stretch.Number("clientSeconds");
}
