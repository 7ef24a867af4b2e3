using Holdfast.Diagnosis;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Tests.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Escalation;

/// <summary>As recorded: a server froze and was well again, the suspicion of it stayed, and the page for the crowd that came then said to drain it.</summary>
public sealed class ToldCauseTests : IDisposable
{
    private const string Frozen = "server web-1 of pool shop is dead or sick, the other servers are not";

    private readonly EscalationBench escalation = new();

    private Bench Bench => escalation.Bench;

    public void Dispose() => escalation.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CauseThatWasFoundBeforeTheHarm_IsNotTheCauseOfThePage(bool doubtHurt)
    {
        FrozenThenCrowd(doubtHurt);
        Notification page = escalation.Pager.Got.ShouldHaveSingleItem();
        page.Purpose.ShouldBe("page");
        page.Title.ShouldNotContain("sick-server");
        string text = string.Join('\n', page.Lines);
        text.ShouldContain("The cause is not known.");
        text.ShouldContain("it was sick-server");
        text.ShouldNotContain("holdfast drain");
    }

    [Fact]
    public void RightCauseAfterAnEarlierOne_DoesNotWaitForTheGroup()
    {
        FrozenThenCrowd(doubtHurt: true);
        Bench.FindCause("surge", CauseClass.Surge);
        Bench.Run(2);
        escalation.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
        escalation.Pager.Got[1].Title.ShouldContain("surge");
        Bench.Run(60);
        escalation.Pager.Got.Count.ShouldBe(2, "it is told once");
    }

    [Fact]
    public void CauseThatStillStandsInTheHarm_IsToldThen()
    {
        FrozenThenCrowd(doubtHurt: false);
        Bench.Run(8);
        Bench.Only.IsCauseOfLastOutage.ShouldBeTrue();
        escalation.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
        Bench.Run(60);
        escalation.Pager.Got.Count.ShouldBe(2);
    }

    [Fact]
    public void CauseFoundInTheHarmThatIsDeclaredLater_IsOnThePage()
    {
        Bench.Run(100);
        Bench.Break(1000, 0.6);
        Bench.Run(4);
        Bench.Suspect();
        Bench.FindCause("sick-server", CauseClass.SickServer, Frozen);
        Bench.Run(3);
        Declare();
        Bench.Run(2);
        string.Join('\n', escalation.Pager.Got.ShouldHaveSingleItem().Lines).ShouldContain(Frozen);
    }

    [Fact]
    public void OtherServerThanWasTold_IsToldAtOnce()
    {
        Bench.Run(100);
        Bench.Break(1000, 0.6);
        Bench.Run(3);
        Bench.Declare();
        Bench.FindCause("sick-server", CauseClass.SickServer, Frozen);
        Bench.Run(3);
        escalation.Pager.Got.ShouldHaveSingleItem();
        Bench.FindCause("sick-server", CauseClass.SickServer, Frozen.Replace("web-1", "web-2", StringComparison.Ordinal));
        Bench.Run(2);
        escalation.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
    }

    [Fact]
    public void FirstCause_WaitsForTheGroup()
    {
        escalation.Declare();
        Bench.Run(5);
        Bench.FindCause("surge", CauseClass.Surge);
        Bench.Run(5);
        escalation.Pager.Got.ShouldHaveSingleItem();
        Bench.Run(30);
        escalation.Pager.Got.Count.ShouldBe(2);
    }

    /// <summary>Too soon after the doubt's own harm to be another matter; the records know that the server is back.</summary>
    [Fact]
    public void ServerThatIsBackInUse_IsNotToBeDrained_WhateverComesNext()
    {
        Bench.Run(100);
        DeadServers.Out(Bench, "web-1");
        Bench.Break(20, 0.3);
        Bench.Run(3);
        Bench.Suspect();
        Bench.Run(5);
        Bench.FindCause(DeadServers.Cause(Bench.Second, refuse: false, "web-1"), DeadServers.Offered("web-1"));
        Bench.Run(10);
        DeadServers.Back(Bench, "web-1");
        Bench.Run(15);
        Bench.Break(1000, 0.6);
        Bench.Run(4);
        Declare();
        Bench.Run(1);
        string page = string.Join('\n', escalation.Pager.Got.ShouldHaveSingleItem().Lines);
        page.ShouldNotContain("holdfast drain");
        page.ShouldNotContain("Replace");
        page.ShouldMatch(@"web-1 is in use again since \d\d:\d\d:\d\d\.");
    }

    private void FrozenThenCrowd(bool doubtHurt)
    {
        Bench.Run(100);
        if (doubtHurt)
        {
            Bench.Break(10, 0.3);
        }

        Bench.Run(3);
        Bench.Suspect();
        Bench.Run(20);
        Bench.FindCause("sick-server", CauseClass.SickServer, Frozen);
        Bench.Run(100);
        Bench.Only.Of(EntryKind.CauseFound).ShouldHaveSingleItem();
        Bench.Break(1000, 0.6);
        Bench.Run(4);
        Declare();
        Bench.Run(1);
    }

    /// <summary>The diagnosis has looked at nothing anew yet: what it says of the cause is of before.</summary>
    private void Declare() => Bench.DeclareSuspicion();
}
