using Holdfast.Configuration;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Reports;

public class ReproducedHarmTests
{
    private const string Drill = "title: again\norigins: [{ name: a, capacity: 10 }]\ntraffic: [{ name: all, rate: 5/s, requests: [/] }]\nphases: [{ name: trouble, for: 5s }]\nexpect: [{ that: users-failed, atMost: 1% }]\n";

    private static readonly Scenario Page = new()
    {
        Name = "learned-1",
        Title = "again",
        Gateway = new GatewayPlan { Template = "old" },
        Expectations = [new ScenarioExpectation { That = "users-failed", AtMost = "1%", During = "trouble" }],
    };

    [Theory]
    // As it was played on 22 November 2026: a quarter of the requests that day, most of them in the run.
    [InlineData(86, 25, 26, true)]
    [InlineData(34.8, 30, 31, false)]
    [InlineData(49.9, 25, 25, false)]
    [InlineData(51, 25, 25, true)]
    // Where the users of that day waited for long, more of them may have been lost than the gateway knew.
    [InlineData(86, 25, 70, false)]
    // Half as many went well.
    [InlineData(74, 50, 50, false)]
    [InlineData(76, 50, 50, true)]
    [InlineData(96, 80, 80, true)]
    [InlineData(91, 80, 80, false)]
    // Near nothing a second decides, near all the first and the last.
    [InlineData(5.9, 1, 1, false)]
    [InlineData(6.1, 1, 1, true)]
    [InlineData(100, 93, 93, false)]
    // What was not recorded is compared with nothing.
    [InlineData(99, 3, 0, false)]
    public void RunThatHurtsFarMoreThanThatDay_IsAnotherOutage(double run, int least, int most, bool isMore) =>
        ReproducedHarm.IsMore(run, new RecordedHarm { AtLeast = least, AtMost = most }).ShouldBe(isMore);

    [Theory]
    [InlineData(12, 25, true)]
    [InlineData(13, 25, false)]
    [InlineData(0, 1, false)]
    [InlineData(0, 0, false)]
    [InlineData(0.5, 2, true)]
    public void RunThatHurtsFarLessThanThatDay_IsAnotherOutage(double run, int least, bool isLess) =>
        ReproducedHarm.IsLess(run, new RecordedHarm { AtLeast = least, AtMost = Math.Max(1, least) }).ShouldBe(isLess);

    [Fact]
    public void FailureOfAnotherSizeOnTheOldConfiguration_ProvesNothing_AndSaysBothFigures()
    {
        double percent = ReportBuilder.FiguresOf(StubRun.Broken()).UsersFailedPercent;
        int then = (int)percent;
        (Of(then, then + 1).Outcome, ReproducedHarm.Problem(Of(then, then + 1))).ShouldBe((DrillOutcome.Failed, null));
        DrillReport more = Of(1, 2);
        more.Outcome.ShouldBe(DrillOutcome.Inconclusive);
        ReproducedHarm.Problem(more).ShouldBe(FormattableString.Invariant($"it hurt its users far more than that day did: {percent:0.#} % of the requests went wrong in this run, 1 % that day"));
        DrillReport like = Of(100, 100);
        like.Outcome.ShouldBe(DrillOutcome.Failed);
        (like with { Figures = like.Figures with { UsersFailedPercent = 49 } }).Outcome.ShouldBe(DrillOutcome.Inconclusive, "it hurts far less than that day did");
        (more with { OnOldConfiguration = false }).Outcome.ShouldBe(DrillOutcome.Failed, "of the present configuration nothing is compared");
        (more with { Passed = true }).Outcome.ShouldBe(DrillOutcome.Passed, "a pass says so itself");
        ReportJson.Read(ReportJson.Write(more), out _).ShouldHaveSingleItem().Outcome.ShouldBe(DrillOutcome.Inconclusive);
        HtmlReport.Write([more]).ShouldContain("far more than that day did");
        HtmlReport.Write([more with { Aborted = "out of memory" }]).ShouldNotContain("that day did", Case.Insensitive, "half a run has half its figures");
        HtmlReport.Write([more with { Doubt = "client-limited" }]).ShouldNotContain("that day did");
    }

    [Fact]
    public void PageSaysWhatWasRecorded_AndOneThatSaysNothingIsComparedWithNothing()
    {
        Read(Drill + "recorded: { atLeast: 25%, atMost: 31% }\n").Recorded.ShouldBe(new RecordedHarm { AtLeast = 25, AtMost = 31 });
        Read(Drill).Recorded.ShouldBe(new RecordedHarm());
        ReportBuilder.Build(Page, "holdfast", quick: false, DateTimeOffset.UnixEpoch, StubRun.Broken(), null, null).ShouldSatisfyAllConditions(report => report.Recorded.ShouldBeNull(), report => report.Outcome.ShouldBe(DrillOutcome.Failed));
    }

    [Fact]
    public void LeastThatIsMoreThanTheMost_IsRefused_WithItsPlaceAndWhatToWrite()
    {
        ScenarioReader.Read(Drill + "recorded: { atLeast: 50%, atMost: 10% }\n", "mine.yaml", "mine", static _ => null, out ConfigReadResult findings).ShouldBeNull();
        string text = ConfigFindingFormatter.FormatText(findings);
        text.ShouldContain("mine.yaml:6:");
        text.ShouldContain("recorded.atLeast");
        text.ShouldContain("50 % is more than atMost, 10 %");
        text.ShouldContain("write { atLeast: 10%, atMost: 50% } if they were mixed up");
        Read(Drill + "recorded: { atLeast: 50% }\n").Recorded.ShouldBe(new RecordedHarm { AtLeast = 50 }, "the most is not known");
        Read(Drill + "recorded: { atLeast: 50%, atMost: 50% }\n").Recorded.ShouldBe(new RecordedHarm { AtLeast = 50, AtMost = 50 });
    }

    private static Scenario Read(string text) => ScenarioReader.Read(text, "mine.yaml", "mine", static _ => null, out ConfigReadResult findings).ShouldNotBeNull(ConfigFindingFormatter.FormatText(findings));

    private static DrillReport Of(int least, int most) =>
        ReportBuilder.Build(Page with { Recorded = new RecordedHarm { AtLeast = least, AtMost = most } }, "holdfast", quick: false, DateTimeOffset.UnixEpoch, StubRun.Broken(), null, null);
}
