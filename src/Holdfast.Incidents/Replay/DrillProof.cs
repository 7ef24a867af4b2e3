using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Replay;

/// <summary>The last that the drill of an incident said on both configurations. Immutable.</summary>
/// <param name="Old">On that of the day of the outage; null when it was not run on it.</param>
/// <param name="New">On a present one.</param>
public sealed record DrillProof(string Drill, TimelineEntry? Old, TimelineEntry? New)
{
    /// <summary>Null when no drill of it ran.</summary>
    public static DrillProof? Of(Incident incident)
    {
        TimelineEntry[] runs = [.. incident.Of(EntryKind.DrillRun)];
        return runs.Length == 0 ? null : new DrillProof(runs[^1].Get("drill") ?? "", Array.FindLast(runs, entry => entry.Get("on") == "old"), Array.FindLast(runs, entry => entry.Get("on") == "new"));
    }

    /// <summary>The outage comes back where nothing was done, and does not where something was.</summary>
    public bool IsProven => Old?.Get("result") == "failed" && New?.Get("result") == "passed";

    public string InWords => $"{Drill}{(Old ?? New)?.Get("plays")}: {Say(Old, "the configuration of that day")}; {Say(New, "the present one")}";

    private static string Say(TimelineEntry? run, string where) => run is null
        ? $"not run on {where}"
        : $"{(run.Get("result") == "inconclusive" ? "proved nothing" : run.Get("result"))} on {where}, {run.HappenedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
