using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <summary>What a run says about the page itself: a drill that does not bring its outage back proves nothing when it passes.</summary>
internal static class DrillReproduction
{
    /// <summary>Null when there is nothing to say.</summary>
    public static string? Remark(Scenario scenario, DrillReport report) =>
        IsOfThatDay(scenario) ? OfThatDay(report)
        : IsSame(scenario) ? Same
        : null;

    /// <summary>It runs with the configuration of the day of the outage, on which it is meant to fail.</summary>
    public static bool IsOfThatDay(Scenario scenario) => scenario.Gateway.Template == ScenarioVariant.Old;

    /// <summary>
    /// Passed; on the configuration of that day failed, where a pass is the bad end. A run that ended before its time has shown nothing there.
    /// </summary>
    public static bool IsAsItShouldBe(Scenario scenario, DrillReport report) =>
        IsOfThatDay(scenario) ? report is { Outcome: DrillOutcome.Failed, Aborted: null } : report.Outcome == DrillOutcome.Passed;

    /// <summary>The page has one configuration under both names.</summary>
    public static bool IsSame(Scenario scenario) =>
        scenario.Configurations.TryGetValue(ScenarioVariant.Old, out string? old) && scenario.Configurations.TryGetValue(ScenarioVariant.Present, out string? present) && old == present;

    /// <summary>What to do while there is nothing to prove.</summary>
    public const string Same = """
        NOTHING HAS CHANGED YET: old and new are the same configuration, so what this drill says of one it says of the other: a pass proves nothing.
          Do what the postmortem's tasks say, reload the gateway, write the drill again (holdfast drill from-incident ID) and run it on both.
        """;

    private static string? OfThatDay(DrillReport report) => report.Outcome switch
    {
        DrillOutcome.Passed => $"""
            THIS DRILL DOES NOT REPRODUCE THE OUTAGE: on the configuration of that day it must fail, and it has passed. A pass on the present one proves nothing.
              {(report.Quick ? "Run it without --quick first. Then compare" : "Compare")} its faults and its traffic with 'holdfast incident show ID --all', correct the page (it is text), and run it --on old again.
            """,
        DrillOutcome.Failed when report.Aborted is null => $"failed, as it should on the old configuration: the outage is reproduced{(ReproducedHarm.Compared(report) is { Length: > 0 } figures ? $" ({figures})" : "")}",
        DrillOutcome.Inconclusive when report.IsOtherOutage => $"""
            THIS DRILL IS NOT THAT OUTAGE: {ReproducedHarm.Problem(report)}. What the present configuration does with it says little about that day.
              Compare what its servers can do, its faults and its traffic with 'holdfast incident show ID --all', correct the page (it is text), and run it --on old again.
            """,
        DrillOutcome.Failed => "it ended before its time: whether the outage comes back on the configuration of that day is not known",
        _ => null,
    };
}
