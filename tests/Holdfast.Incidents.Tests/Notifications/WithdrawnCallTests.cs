using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Notifications;

/// <summary>A call that could not go out is not sent when somebody has taken the incident meanwhile.</summary>
public sealed class WithdrawnCallTests : IDisposable
{
    private readonly EscalationBench bench = new();

    public WithdrawnCallTests()
    {
        bench.Pager.Works = false;
        bench.Declare();
        bench.Bench.Run(20);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void CallThatWaits_IsWithdrawn_WhenSomebodyAcknowledges_AndThatIsTold()
    {
        bench.Desk.Waiting.ShouldBeGreaterThan(0);
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Pager.Works = true;
        bench.Bench.Run(200);
        bench.Pager.Got.ShouldNotContain(word => word.Purpose == "page");
        TimelineEntry told = bench.Bench.Only.Of(EntryKind.NotificationGivenUp).ShouldHaveSingleItem();
        told.Text.ShouldBe("anna is not told any more by pager (page): withdrawn, anna has acknowledged it");
        told.Get("withdrawn").ShouldBe("yes");
        bench.Desk.Waiting.ShouldBe(0);
    }

    [Fact]
    public void EndOfIt_IsToldAllTheSame()
    {
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Bench.Run(60);
        bench.Bench.Clear();
        bench.Bench.Run(60);
        bench.Pager.Works = true;
        bench.Bench.Run(200);
        bench.Pager.Got.ShouldContain(word => word.Purpose == "over");
        bench.Pager.Got.ShouldNotContain(word => word.Purpose == "page");
    }

    [Fact]
    public void CallForWantOfADiagnosis_IsNotForWhoHasAcknowledged_AndStays()
    {
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Chat.Works = bench.Mail.Works = false;
        bench.Bench.Run(310);
        bench.Chat.Works = bench.Mail.Works = true;
        bench.Bench.Run(200);
        bench.Chat.Got.ShouldContain(word => word.Purpose == "escalation");
    }

    [Fact]
    public void NewProcess_WithdrawsItToo()
    {
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Restart();
        bench.Pager.Works = true;
        bench.Bench.Run(100);
        bench.Pager.Got.ShouldBeEmpty();
    }
}
