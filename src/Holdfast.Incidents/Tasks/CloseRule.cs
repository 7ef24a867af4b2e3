using System.Globalization;
using Holdfast.Incidents.Drills;

namespace Holdfast.Incidents.Tasks;

/// <summary>
/// What it takes to close a task. What is to prevent or to detect is proven by a drill that is green and newer than the task, or than its last reopening; what helps
/// people during an outage cannot be replayed, and has a link to where it is.
/// </summary>
internal static class CloseRule
{
    /// <summary>The proof, or why it cannot be closed and what to do; both null when none is needed.</summary>
    public static (DrillVerdict? Proof, string? Problem) Check(LearnedTask task, string? drill, string? link, DrillLedger ledger, string? instance = null)
    {
        if (!task.NeedsDrill)
        {
            return (null, link is null && task.Links.IsEmpty ? $"Task {task.Id} closes with a link to what was done: holdfast task close {task.Id} --link URL." : null);
        }

        if ((drill ?? task.Drill) is not { } name)
        {
            return (null, $"Task {task.Id} is to {Word(task.Type)}: it closes by a green drill. Run one that would have failed before (holdfast drill run NAME), then: holdfast task close {task.Id} --drill NAME.");
        }

        return Verdict(task, name, drill is null, RunsOf(name, ledger, instance), ledger, instance);
    }

    private static (DrillVerdict? Proof, string? Problem) Verdict(LearnedTask task, string name, bool isOwn, DrillVerdict[] runs, DrillLedger ledger, string? instance)
    {
        if (!isOwn && task.Drill is { } own && own != name && NewestOnOld(RunsOf(own, ledger, instance)) is { Result: DrillResult.Failed })
        {
            return (null, $"Drill {own} failed on the configuration of that day: it shows that the outage does not come back, and {name} does not. Run it (holdfast drill run {own}), then close without --drill.");
        }

        if (NewestOnOld(runs) is { IsOtherOutage: true } other)
        {
            return (null, $"Drill {name} is not that outage: {other.Remark} ({Time(other.StartedAt)}). What holds on its page says little about that day. Correct the page until it fails on the configuration of that day as it did then: holdfast drill run {name} --on old.");
        }

        if (NewestOnOld(runs) is { Result: DrillResult.Passed } toothless)
        {
            return (null, $"Drill {name} passes on the configuration of that day, too ({Time(toothless.StartedAt)}): it would not have shown the outage. Change its page until it fails there: holdfast drill run {name} --on old.");
        }

        DrillVerdict? newest = runs.FirstOrDefault(run => run.CountsAsProof);
        return newest switch
        {
            null when runs.Any(run => !run.OnOldConfiguration) => (null, $"Drill {name} ran in its short form only (--quick), which proves nothing. Run all of it: holdfast drill run {name}."),
            null => (null, $"No verdict of drill {name} is recorded here. Run it (holdfast drill run {name}), then close again; another drill is named with --drill NAME."),
            { Result: DrillResult.Passed } same when NewestOnOld(runs) is { ConfigurationHash.Length: > 0 } old && old.ConfigurationHash == same.ConfigurationHash => (null, $"Drill {name} ran on one configuration both times: on its page that of the day and the present one are the same, so nothing has changed yet. Do what the tasks say, reload, write the drill again (holdfast drill from-incident) and run it on both."),
            { Result: DrillResult.Failed } red => (null, $"Drill {name} is red: of {red.Expectations.Count} expectations {red.Expectations.Count(one => one.Passed)} held on {Time(red.StartedAt)}{FirstMiss(red)}. Mend what it shows, run it again (holdfast drill run {name}), then close."),
            { Result: DrillResult.Inconclusive } doubt => (null, $"The run of drill {name} on {Time(doubt.StartedAt)} proves nothing ({doubt.Remark}). Run it again on a quiet machine: holdfast drill run {name}."),
            var green when green.StartedAt <= task.OpenSince => (null, $"Drill {name} was green on {Time(green.StartedAt)}, before task {task.Id} was {(task.OpenSince > task.CreatedAt ? "opened again" : "made")} ({Time(task.OpenSince)}): that proves nothing about what was done since. Run it again: holdfast drill run {name}."),
            var green => (green, null),
        };
    }

    /// <summary>Newest first.</summary>
    private static DrillVerdict[] RunsOf(string name, DrillLedger ledger, string? instance) => [.. ledger.Of(name).Where(run => run.Gateway == "holdfast" && run.IsOf(instance))];

    private static DrillVerdict? NewestOnOld(IEnumerable<DrillVerdict> runs) => runs.FirstOrDefault(run => run is { OnOldConfiguration: true, IsSound: true } && (run.Result != DrillResult.Inconclusive || run.IsOtherOutage));

    public static string Word(TaskType type) => type.ToString().ToLowerInvariant();

    private static string FirstMiss(DrillVerdict red) => red.Expectations.FirstOrDefault(one => !one.Passed) is { } missed ? $" (not: {missed.Sentence}; measured {missed.Measured})" : "";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
