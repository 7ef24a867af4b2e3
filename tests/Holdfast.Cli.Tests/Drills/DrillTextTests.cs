using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

public class DrillTextTests
{
    private static readonly Verdict Near = new("goodput-of-capacity at least 90 % during trouble", Passed: false, "87.4 %", "");

    [Fact]
    public void NearMissWithALateGenerator_IsNotCalledAFailureOfTheGateway()
    {
        string text = DrillText.Verdicts(Report(Near) with { Doubt = "client-limited, do not trust the figures: requests were sent 13 ms late" });
        text.ShouldContain("PROVES NOTHING: 0 of 1 expectations held, but the load generator was the limit and not the gateway");
        text.ShouldNotContain("FAILED:");
        DrillText.Verdicts(Report(Near)).ShouldEndWith("\nFAILED: 0 of 1 expectations held\n");
    }

    [Fact]
    public void WhatIsMissedByFar_HasFailed_AndTheDoubtIsAnswered() =>
        DrillText.Verdicts(Report(Near with { MissedByFar = true }) with { Doubt = "client-limited" }).ShouldContain("FAILED: 0 of 1 expectations held; the load generator was short of something too");

    [Fact]
    public void FailureOnTheOldConfiguration_IsSaidAsWhatItIs_AndAPassLoudly()
    {
        DrillText.Verdicts(Report(Near), shouldFail: true).ShouldEndWith("\nfailed, as it should on the old configuration: 0 of 1 expectations held\n");
        DrillText.Verdicts(Report(Near with { Passed = true }), shouldFail: true).ShouldEndWith("\nPASSED, and should not on the old configuration: 1 of 1 expectations held\n");
        DrillText.Verdicts(Report(Near) with { Aborted = "out of memory" }, shouldFail: true).ShouldEndWith("\nFAILED: 0 of 1 expectations held\n");
    }

    private static DrillReport Report(Verdict verdict) => new()
    {
        Drill = "learned-1",
        Title = "",
        Gateway = "holdfast",
        Quick = false,
        Seed = 1,
        StartedAt = DateTimeOffset.UnixEpoch,
        Unit = "requests/s",
        Passed = verdict.Passed,
        Verdicts = [verdict],
        Figures = new DrillFigures(1.5, 2, 20, 98, null, null, null, 3, true, 0, 0),
    };
}
