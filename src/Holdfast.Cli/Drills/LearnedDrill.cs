using System.Globalization;
using Holdfast.Incidents.Drills;

namespace Holdfast.Cli;

/// <summary>A drill of an incident and the last that was said of this page of it and counts as proof.</summary>
/// <param name="Newest">Null when the page never ran in full on a present configuration as it is now.</param>
/// <param name="HasChanged">Only an earlier page of that name ran: what it proved is not what this one would.</param>
internal sealed record LearnedDrill(string Name, string Path, DrillVerdict? Newest, bool HasChanged = false)
{
    /// <summary>Most outages that come back do so within this time: a proof is not older.</summary>
    public const int DaysUsual = 20;

    /// <summary>A copy of a page under another name is the same drill: the file with the shorter name counts.</summary>
    public static IReadOnlyList<LearnedDrill> In(string directory, DrillLedger ledger) =>
        [.. LearnedDrills.In(directory).Select(path => At(path, ledger)).DistinctBy(drill => (drill.Name, drill.PageHash))];

    /// <summary>It ran, at least in the short form, which proves nothing when it passes.</summary>
    public bool RanShort { get; init; }

    /// <summary>The last run of this page on the configuration of that day; null when there was none. However it ended, it says nothing of the present one.</summary>
    public DrillVerdict? NewestOnOld { get; init; }

    public string PageHash { get; init; } = "";

    public bool IsGreen => Newest is { Result: DrillResult.Passed };

    /// <summary>The last verdict in words.</summary>
    public string Said => Newest is { } verdict ? verdict.Result.ToString().ToLowerInvariant() : HasChanged ? "page has changed since" : RanShort ? "ran in its short form only" : NewestOnOld is { } old ? string.Create(CultureInfo.InvariantCulture, $"ran on old only, {old.StartedAt.UtcDateTime:yyyy-MM-dd}") : "never ran";

    public double DaysSince(DateTimeOffset now) => Newest is { } verdict ? (now - verdict.StartedAt).TotalDays : double.PositiveInfinity;

    public bool IsDue(DateTimeOffset now, int days) => !IsGreen || DaysSince(now) > days;

    private static LearnedDrill At(string path, DrillLedger ledger)
    {
        string page = File.ReadAllText(path);
        string name = LearnedDrills.NameIn(page) ?? System.IO.Path.GetFileNameWithoutExtension(path);
        string hash = DrillLedgerFile.HashOf(page);
        DrillVerdict[] all = [.. ledger.Of(name).Where(verdict => verdict.Gateway == "holdfast")];
        DrillVerdict[] present = [.. all.Where(verdict => !verdict.OnOldConfiguration)];
        DrillVerdict[] ofThisPage = [.. present.Where(verdict => verdict.ScenarioHash == hash)];
        return new LearnedDrill(name, path, Array.Find(ofThisPage, verdict => verdict.CountsAsProof), HasChanged: present.Length > 0 && ofThisPage.Length == 0)
        {
            RanShort = ofThisPage.Length > 0,
            NewestOnOld = Array.Find(all, verdict => verdict.OnOldConfiguration && verdict.ScenarioHash == hash),
            PageHash = hash,
        };
    }
}
