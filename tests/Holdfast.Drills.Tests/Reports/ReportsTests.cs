using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;
using Holdfast.Drills.Tests.Running;

namespace Holdfast.Drills.Tests.Reports;

public class ReportsTests
{
    private static readonly Scenario Scenario = new()
    {
        Name = "tiny",
        Title = "One <server> dies",
        Expectations = [new ScenarioExpectation { That = "users-failed", AtMost = "1%", During = "trouble" }],
    };

    private static readonly DrillReport Perfect = ReportBuilder.Build(Scenario, "good", quick: true, DateTimeOffset.UnixEpoch, StubRun.Perfect(), null, null);
    private static readonly DrillReport Broken = ReportBuilder.Build(Scenario, "bad", quick: true, DateTimeOffset.UnixEpoch, StubRun.Broken(), null, null);

    [Fact]
    public void Report_Passes_OnlyWhenEverythingHeld()
    {
        Perfect.Passed.ShouldBeTrue();
        Broken.Passed.ShouldBeFalse();
        ReportBuilder.Build(Scenario, "good", quick: true, DateTimeOffset.UnixEpoch, StubRun.Perfect(), "aborted: no memory", null).Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("old", 2)]
    [InlineData("new", 1)]
    public void ExpectationOfOneConfiguration_IsJudgedOnThatAlone(string configuration, int judged)
    {
        Scenario page = Scenario with { Gateway = new GatewayPlan { Template = configuration }, Expectations = [.. Scenario.Expectations, new ScenarioExpectation { That = "users-failed", AtMost = "0%", During = "trouble", OnlyOn = "old" }] };
        ReportBuilder.Build(page, "good", quick: true, DateTimeOffset.UnixEpoch, StubRun.Perfect(), null, null).Verdicts.Count.ShouldBe(judged);
    }

    [Fact]
    public void GeneratorThatWasTheLimit_MakesPassesAndNearMissesProveNothing()
    {
        const string late = "client-limited";
        (Perfect.Outcome, Broken.Outcome).ShouldBe((DrillOutcome.Passed, DrillOutcome.Failed));
        (Perfect with { Doubt = late }).Outcome.ShouldBe(DrillOutcome.Inconclusive);
        // Half of the requests went wrong where 1 % may: a late generator does not explain it, one that sent nothing would.
        (Broken with { Doubt = late }).Outcome.ShouldBe(DrillOutcome.Failed);
        (Broken with { Doubt = late, Unsent = 100 }).Outcome.ShouldBe(DrillOutcome.Inconclusive);
        // On the configuration of that day the failure is what is to be proved.
        DrillReport old = ReportBuilder.Build(Scenario with { Gateway = new GatewayPlan { Template = "old" } }, "bad", quick: true, DateTimeOffset.UnixEpoch, StubRun.Broken(), null, null);
        (old.Outcome, (old with { Doubt = late }).Outcome).ShouldBe((DrillOutcome.Failed, DrillOutcome.Inconclusive));
        Scenario near = Scenario with { Expectations = [new ScenarioExpectation { That = "users-failed", AtMost = "40%", During = "trouble" }] };
        DrillReport missed = ReportBuilder.Build(near, "bad", quick: true, DateTimeOffset.UnixEpoch, StubRun.Broken(), null, late);
        (missed.Passed, missed.Outcome).ShouldBe((false, DrillOutcome.Inconclusive));
        (missed with { Aborted = "out of time" }).Outcome.ShouldBe(DrillOutcome.Failed);
    }

    [Fact]
    public void Figures_AreThoseOfTheMeasuredPhases()
    {
        DrillFigures figures = Broken.Figures;
        figures.UsersFailedPercent.ShouldBe(50);
        figures.SecondsBelow95.ShouldBe(10);
        figures.MeasuredSeconds.ShouldBe(10);
        figures.CriticalSuccessPercent.ShouldBe(50);
        figures.DetectionSeconds.ShouldBeNull();
        figures.RecoverySeconds.ShouldBeNull();
        figures.LostSessions.ShouldBe(50);
        Perfect.Figures.RecoverySeconds.ShouldBe(0);
    }

    [Fact]
    public void Phases_AreCountedForEachClass()
    {
        ReportedPhase users = Broken.PhaseClasses.Single(one => one is { Phase: "trouble", Class: "users" });
        (users.Offered, users.Good, users.Shed, users.Failed).ShouldBe((400, 200, 50, 150));
        users.P99Milliseconds.ShouldNotBeNull().ShouldBe(400, 20);
        Broken.PhaseClasses.Count.ShouldBe(6);
    }

    [Fact]
    public void Json_ComesBackAsItWas()
    {
        string text = ReportJson.Write([Perfect, Broken]);
        ReportJson.Write(ReportJson.Read(text, out string? problem)).ShouldBe(text);
        problem.ShouldBeNull();
        ReportJson.Read(ReportJson.Write(Perfect), out _).ShouldHaveSingleItem().Gateway.ShouldBe("good");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"version\":1}")]
    [InlineData("<html>")]
    public void FileThatIsNoReport_IsSaidSo(string text)
    {
        ReportJson.Read(text, out string? problem).ShouldBeEmpty();
        problem.ShouldNotBeNull().ShouldContain("--json");
    }

    [Fact]
    public void Page_NeedsNothingButItself()
    {
        string page = HtmlReport.Write([Perfect, Broken]);
        foreach (string elsewhere in new[] { "src=", "href=", "@import", "url(", "<script", "http://", "https://" })
        {
            page.ShouldNotContain(elsewhere);
        }

        page.ShouldContain("prefers-color-scheme: dark");
        page.ShouldContain("@media print");
        Count(page, "<svg ").ShouldBe(10);
        page.ShouldContain("One &lt;server&gt; dies");
        page.ShouldNotContain("One <server>");
        page.ShouldContain("s0 is killed");
    }

    [Fact]
    public void Page_IsWellFormed()
    {
        string page = HtmlReport.Write([Perfect]);
        foreach (string tag in new[] { "table", "figure", "svg", "tr", "td", "text" })
        {
            (Count(page, $"<{tag} ") + Count(page, $"<{tag}>")).ShouldBe(Count(page, $"</{tag}>"), tag);
        }
    }

    [Fact]
    public void Comparison_ShowsMedians_AndWhatNeverHappened()
    {
        IReadOnlyList<ComparisonRow> rows = ComparisonColumns.Rows([Perfect, Broken, Perfect, Broken]);
        rows.Select(static row => row.Gateway).ShouldBe(["good", "bad"]);
        rows[0].Cells[0].ShouldBe("0.0 %");
        rows[1].Cells[0].ShouldBe("50.0 %");
        rows[1].Cells[5].ShouldBe("not");
        rows[1].Cells[6].ShouldBe("not");
        rows[0].Cells[6].ShouldBe("0.0 s");
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(62, 100)]
    [InlineData(4000, 5000)]
    public void Axis_EndsAtARoundNumber(double value, double ceiling) => SvgChart.NiceCeiling(value).ShouldBe(ceiling);
}
