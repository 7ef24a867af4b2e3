using Holdfast.Incidents.Drills;

namespace Holdfast.Cli;

/// <summary>A drill of an incident and the last that was said of it on a present configuration.</summary>
/// <param name="Newest">Null when it never ran on one.</param>
internal sealed record LearnedDrill(string Name, string Path, DrillVerdict? Newest)
{
    /// <summary>Most outages that come back do so within this time: a proof is not older.</summary>
    public const int DaysUsual = 20;

    public static IReadOnlyList<LearnedDrill> In(string directory, DrillLedger ledger) =>
        [.. LearnedDrills.In(directory).Select(path => new LearnedDrill(System.IO.Path.GetFileNameWithoutExtension(path), path, ledger.Newest(System.IO.Path.GetFileNameWithoutExtension(path))))];

    public bool IsGreen => Newest is { Result: DrillResult.Passed };

    public double DaysSince(DateTimeOffset now) => Newest is { } verdict ? (now - verdict.StartedAt).TotalDays : double.PositiveInfinity;

    public bool IsDue(DateTimeOffset now, int days) => !IsGreen || DaysSince(now) > days;
}
