using Holdfast.Diagnosis;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>What an incident is called follows what is known of it; every name stays in a record.</summary>
public sealed class IncidentTitleTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Title_FollowsFromSuspicionToHarmToCause_AndEachIsARecord()
    {
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Suspect();
        bench.Run(2);
        bench.Only.Title.ShouldBe("shop: 60 % of the requests to pool shop fail");
        bench.Declare();
        bench.Run(2);
        bench.Only.Title.ShouldBe("shop: requests failed", "the share is that of the first seconds, and changes");
        bench.FindCause();
        bench.Run(2);
        bench.Only.Title.ShouldBe("shop: pool-exhaustion");
        bench.Only.Entries.Select(entry => entry.Get("title")).OfType<string>().ShouldBe(["shop: 60 % of the requests to pool shop fail", "shop: requests failed"]);
    }

    [Fact]
    public void WhereNobodyIsHurtYet_TheTitleIsWhatMakesItCertain()
    {
        bench.Run(100);
        bench.Declare();
        bench.HurtNobody();
        bench.Run(1);
        bench.Only.Title.ShouldBe("shop: requests to pool shop fail");
        bench.Only.Of(EntryKind.Declared).ShouldHaveSingleItem().Text.ShouldBe("declared: 60 % of the requests to pool shop fail (pool shop)");
    }

    [Fact]
    public void TitleOfPeople_Stays()
    {
        bench.Run(100);
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Outage();
        bench.Only.Title.ShouldBe("customers cannot pay");
    }

    [Fact]
    public void CauseThatStandsAgainAfterAnother_IsStatedAgain()
    {
        bench.Run(100);
        bench.Break(90, 0.6);
        bench.Declare();
        bench.Run(5);
        foreach (string cause in new[] { "surge", "retry-storm", "surge", "surge" })
        {
            bench.FindCause(cause, cause == "surge" ? CauseClass.Surge : CauseClass.RetryStorm);
            bench.Run(5);
            (bench.Only.Cause!.Name, bench.Only.Title).ShouldBe((cause, $"shop: {cause}"));
        }

        bench.Only.Of(EntryKind.CauseFound).Select(entry => entry.Get("name")).ShouldBe(["surge", "retry-storm", "surge"]);
    }

    [Fact]
    public void DiagnosisThatChangesItsMindAllTheTime_FillsNoTimeline()
    {
        bench.Run(100);
        bench.Break(90, 0.6);
        bench.Declare();
        bench.Run(5);
        for (int turn = 0; turn < 40; turn++)
        {
            bench.FindCause(turn % 2 == 0 ? "surge" : "retry-storm", turn % 2 == 0 ? CauseClass.Surge : CauseClass.RetryStorm);
            bench.Run(1);
        }

        bench.Only.Of(EntryKind.CauseFound).Count().ShouldBe(12);
    }
}
