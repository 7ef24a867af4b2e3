using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Notifications;

public sealed class OutboxTests
{
    [Fact]
    public void ChannelThatIsDownForADay_LosesNothing()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = bench.Mail.Works = bench.Chat.Works = false;
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Clear();
        // A day in steps of ten seconds: nobody needs each second of it.
        for (int step = 0; step < 24 * 360; step++)
        {
            bench.Bench.Clock.Advance(TimeSpan.FromSeconds(9));
            bench.Bench.Run(1);
        }

        string[] queued = [.. bench.Bench.Only.Of(EntryKind.NotificationQueued).Select(entry => entry.Get("key")!)];
        queued.Length.ShouldBeGreaterThan(2);
        bench.Pager.Got.ShouldBeEmpty();
        bench.Pager.Works = bench.Mail.Works = bench.Chat.Works = true;
        bench.Bench.Run(5 * 60 + 5);
        bench.Desk.Waiting.ShouldBe(0);
        bench.Channels.Values.Sum(channel => channel.Got.Count).ShouldBe(queued.Length);
        bench.Bench.Only.Of(EntryKind.NotificationFailed).Count().ShouldBeLessThan(300, "a day of failures is told in few entries");
    }

    [Fact]
    public void DayWithoutAChannel_AndFourNewProcessesInIt_LosesNothing_AndKeepsTheKeys()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = bench.Mail.Works = bench.Chat.Works = false;
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Clear();
        for (int step = 0; step < 24 * 60; step++)
        {
            bench.Bench.Clock.Advance(TimeSpan.FromSeconds(59));
            bench.Bench.Run(1);
            if (step % 300 == 299)
            {
                bench.Restart();
            }
        }

        bench.Pager.Works = bench.Mail.Works = bench.Chat.Works = true;
        bench.Bench.Run(5 * 60 + 5);
        bench.Desk.Waiting.ShouldBe(0);
        string[] queued = [.. bench.Bench.Only.Of(EntryKind.NotificationQueued).Select(entry => entry.Get("key")!.Replace(':', '.'))];
        string[] got = [.. bench.Channels.Values.SelectMany(channel => channel.Got).Select(word => word.Key)];
        got.Length.ShouldBe(queued.Length);
        queued.ShouldAllBe(key => got.Count(one => one.EndsWith($".1.{key}", StringComparison.Ordinal)) == 1);
    }

    [Fact]
    public void FirstChannelFailsTwice_TheSecondIsUsed_AndTheFirstIsTriedOn()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Declare();
        bench.Mail.Got.ShouldBeEmpty();
        bench.Bench.Run(4);
        bench.Mail.Got.ShouldHaveSingleItem().Person.ShouldBe("anna");
        bench.Pager.Works = true;
        bench.Bench.Run(30);
        bench.Pager.Got.ShouldNotBeEmpty();
    }

    [Fact]
    public void EveryTry_HasTheSameKey_AlsoInANewProcess()
    {
        using EscalationBench bench = new();
        bench.Declare();
        string key = bench.Pager.Got.ShouldHaveSingleItem().Key;
        bench.Restart();
        bench.Bench.Run(30);
        bench.Pager.Got.Count.ShouldBe(1, "what was delivered is not sent again");

        using EscalationBench down = new();
        down.Pager.Works = false;
        down.Declare();
        down.Restart();
        down.Pager.Works = true;
        down.Bench.Run(30);
        string[] keys = [.. down.Pager.Got.Where(word => word.Purpose == "page").Select(word => word.Key)];
        keys.ShouldHaveSingleItem()[^10..].ShouldBe(key[^10..]);
    }

    [Fact]
    public void ProcessThatDiesBetweenSendingAndRecording_SendsOnceMore_WithTheSameKey()
    {
        using EscalationBench bench = new();
        bench.Bench.EachSecond = null;
        bench.Declare();
        bench.Desk.Tick();
        string key = "";
        EscalationDesk dies = new(bench.Bench.Book, bench.Bench.Clock, _ => new DyingChannel(word => key = word.Key));
        dies.TakePolicy(EscalationBench.Policy);
        dies.Lanes();
        Should.Throw<InvalidOperationException>(() => dies.Pump("pager"));
        bench.Desk.Lanes();
        bench.Desk.Pump("pager");
        bench.Pager.Got.ShouldHaveSingleItem().Key.ShouldBe(key);
    }

    private sealed class DyingChannel(Action<Incidents.Notifications.Notification> sent) : Incidents.Notifications.INotificationChannel
    {
        public Incidents.Notifications.DeliveryResult Send(Incidents.Notifications.Notification notification)
        {
            sent(notification);
            throw new InvalidOperationException("killed here");
        }
    }
}
