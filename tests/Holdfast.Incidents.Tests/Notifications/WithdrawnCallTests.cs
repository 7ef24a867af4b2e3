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

    [Fact]
    public void CallThatFailsWhileSomebodyAcknowledges_GoesToNoOtherChannel()
    {
        using EscalationBench other = new();
        int tries = 0;
        other.Pager.Refuses = word =>
        {
            if (word.Purpose == "page" && ++tries == 2)
            {
                other.Bench.Desk.Acknowledge(1, "carl");
                other.Bench.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            return word.Purpose == "page";
        };
        other.Declare();
        other.Bench.Run(60);
        tries.ShouldBe(2);
        other.Mail.Got.ShouldBeEmpty("carl has it: who is woken by mail is woken for nothing");
        other.Desk.Waiting.ShouldBe(0);
    }
}
