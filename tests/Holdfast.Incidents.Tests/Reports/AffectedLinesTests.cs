using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Reports;

/// <summary>Who is affected, as the story of an incident tells it.</summary>
public sealed class AffectedLinesTests
{
    private const string Well = "Nobody is hurt at this moment; it is over when that has held for a while.";

    /// <summary>Measurements come in steps that grow: who reads them while it lasts knows how old they are.</summary>
    [Fact]
    public void WhileItLasts_FiguresSayUntilWhen()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(200, 0.6);
        bench.Run(3);
        bench.Declare(onsetAgo: 2);
        bench.Run(40);
        Affected().ShouldMatch(@" Measured until 17:4\d:\d\d UTC\.$");
        bench.Clear();
        bench.Run(1);
        Affected().ShouldNotContain("Measured until");

        string Affected() => string.Join(' ', IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "Who is affected").Sentences);
    }

    [Fact]
    public void RefusalsOfOneClient_AreToldWithWhoseTheyWere_AndWhatTheOthersLost()
    {
        using Bench bench = Measured(new ImpactSum(Bench.Start, Bench.Start + 50, 15038, 0, 8294, 2850, 154, 51, 0, 0.1, Bench.Start, 0, 0) { OverShare = 8185, Held = new HeldClient("127.0.76.9", 12000, 8185, 51) });
        bench.Only.Severity.ShouldBe(Severity.Sev3);
        Affected(bench)[^1].ShouldBe("Of the refused requests 8185 were those of 127.0.76.9, which asked for more than its share; all others together lost 109 of 3038, and the measured severity is theirs.");
        Affected(bench)[1].ShouldStartWith("0 requests failed and 8294 were refused, of 15038.");
    }

    [Fact]
    public void AnswersThatWereOnlySlow_AreToldAsThat()
    {
        using Bench bench = Measured(new ImpactSum(Bench.Start, Bench.Start + 9, 1000, 0, 0, 500, 0, 10, 10, 0, 0, 0, 0));
        Affected(bench).ShouldBe(["Pool shop: answers took twice as long or more in 10 s; of 1000 requests none failed or was refused. Measured until 17:46:49 UTC."]);
    }

    /// <summary>A second with few failures counts for its slowness.</summary>
    [Fact]
    public void SlowSecondsWithAFewFailures_AreNotToldAsIfNothingFailed()
    {
        using Bench bench = Measured(new ImpactSum(Bench.Start, Bench.Start + 9, 10000, 50, 4, 500, 3, 10, 10, 0, 0, 0, 0));
        Affected(bench)[^1].ShouldBe("50 requests failed and 4 were refused, of 10000; answers took twice as long or more in 10 s. Measured until 17:46:49 UTC.");
        Affected(bench).ShouldNotContain(line => line.Contains("none failed", StringComparison.Ordinal));
    }

    [Fact]
    public void OutageThatNobodyMeasured_HasNoUsers_NotEvenNone()
    {
        using Bench bench = new();
        bench.Book.Open(
            new NewEntry(EntryKind.Opened, bench.Clock.UtcNow, "detection", "gone") { Data = new() { ["key"] = "gap:1", ["title"] = "gateway: gone" } },
            new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "gone"),
            new NewEntry(EntryKind.Cleared, bench.Clock.UtcNow, "detection", "serves again"));
        IncidentReport report = IncidentReports.Of(bench.Only, isDurable: true, withTimeline: false);
        (report.Impact.UsersPercent, report.Outages[0].Impact!.UsersPercent, report.Outages[0].Impact!.PeakUsersPercent).ShouldBe((null, null, null));
    }

    [Fact]
    public void WhileOnlyTheDetectionWaits_TheStorySaysThatNobodyIsHurtNow()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(20, 0.6);
        bench.Run(3);
        bench.Declare(onsetAgo: 2);
        bench.Run(10);
        Now().ShouldNotContain(Well);
        bench.Run(15);
        bench.GetWell(2);
        Now().ShouldContain(Well);
        bench.Clear();
        bench.Run(1);
        Now().ShouldNotContain(Well);

        IReadOnlyList<string> Now() => IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true, seen: bench.Desk.SeenOf(bench.Only)), all: false).Single(part => part.Heading == "Who is affected").Sentences;
    }

    private static Bench Measured(ImpactSum sum)
    {
        Bench bench = new();
        bench.Book.Open(
            new NewEntry(EntryKind.Opened, bench.Clock.UtcNow, "detection", "unusual") { Data = new() { ["pool"] = "shop" } },
            new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "declared") { Data = new() { ["pool"] = "shop" } },
            new NewEntry(EntryKind.Impact, DateTimeOffset.FromUnixTimeSeconds(sum.LastBad), "gateway", "hit") { Data = ImpactData.Write(sum, sum.FirstBad, sum.LastBad) });
        return bench;
    }

    private static IReadOnlyList<string> Affected(Bench bench) =>
        IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "Who is affected").Sentences;
}
