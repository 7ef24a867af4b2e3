using System.Globalization;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Replay;

/// <summary>Notes with each incident what its drill said, so that the pair of verdicts stands with the postmortem. The incidents' thread.</summary>
public sealed class VerdictNotes(IncidentDesk desk, DrillLedger ledger)
{
    private const string Prefix = "learned-";

    // Runs take minutes; nobody waits for the second in which one is noted.
    private const int EverySeconds = 5;

    private long seen;
    private int ticks;

    /// <summary>Once a second.</summary>
    public void Tick()
    {
        if (ticks++ % EverySeconds != 0)
        {
            return;
        }

        ledger.Refresh();
        foreach (DrillVerdict verdict in ledger.All.Where(verdict => verdict.Number > seen).ToList())
        {
            Note(verdict);
            seen = verdict.Number;
        }
    }

    private void Note(DrillVerdict verdict)
    {
        if (verdict.Gateway != "holdfast"
            || !verdict.IsSound
            || !verdict.Scenario.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(verdict.Scenario.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            || desk.Book.Find(id) is not { } incident
            || verdict.StartedAt < incident.OpenedAt
            // Gateways that share a ledger have incidents of the same number.
            || (verdict.Instance is { } instance && instance != desk.Book.Instance)
            || incident.Of(EntryKind.DrillRun).Any(entry => entry.Get("verdict") == verdict.Reference))
        {
            return;
        }

        string on = verdict.OnOldConfiguration ? "old" : "new";
        int held = verdict.Expectations.Count(one => one.Passed);
        string where = verdict.OnOldConfiguration ? "the configuration of that day" : "the present configuration";
        string plays = incident.Of(EntryKind.DrillWritten).LastOrDefault()?.Get("plays") is { Length: > 0 } some ? $" (it plays {some})" : "";
        string text = string.Create(CultureInfo.InvariantCulture, $"drill {verdict.Scenario}{plays} {Word(verdict.Result)} on {where}: {held} of {verdict.Expectations.Count} expectations held{(verdict.IsOtherOutage ? $", and {verdict.Remark}" : "")}");
        desk.Book.Add(id, new NewEntry(EntryKind.DrillRun, verdict.StartedAt, verdict.ReportedBy ?? "drill", text)
        {
            Data = new() { ["verdict"] = verdict.Reference, ["drill"] = verdict.Scenario, ["on"] = on, ["result"] = verdict.Result.ToString().ToLowerInvariant(), ["plays"] = plays },
            Sources = [verdict.Reference],
        });
    }

    private static string Word(DrillResult result) => result switch
    {
        DrillResult.Passed => "passed",
        DrillResult.Failed => "failed",
        _ => "proved nothing",
    };
}
