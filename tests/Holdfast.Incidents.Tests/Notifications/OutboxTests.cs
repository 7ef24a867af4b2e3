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
        ShouldBeInOrder(bench);
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
        ShouldBeInOrder(bench);
    }

    [Fact]
    public void ChannelComesBackWhenTheEndHasJustBeenQueued_TheCallStillGoesFirst()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Declare();
        bench.Bench.Run(15 * 60);
        bench.Bench.Clear();
        bench.Pager.Works = true;
        bench.Bench.Run(5 * 60 + 40);
        bench.Desk.Waiting.ShouldBe(0);
        bench.Pager.Got[0].Purpose.ShouldBe("page");
        bench.Pager.Got[^1].Purpose.ShouldBe("over", "what comes after the end opens the alert again, and nobody closes it");
        ShouldBeInOrder(bench);
    }

    [Fact]
    public void EndBehindACallThatCannotBeTold_IsToldByTheSecondChannelAsSoonAsTheCallWas()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Declare();
        bench.Bench.Run(15 * 60);
        bench.Bench.Clear();
        bench.Bench.Run(45);
        bench.Mail.Got.Where(word => word.Person == "anna").Select(word => word.Purpose).Last().ShouldBe("over");
        bench.Mail.Got.Where(word => word.Person == "anna").Select(word => word.Purpose).First().ShouldBe("page");
    }

    [Fact]
    public void WordThatTheReceiverRefuses_HoldsUpNoOther()
    {
        using EscalationBench bench = new();
        bench.Pager.Refuses = word => word.Purpose == "update";
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Clear();
        bench.Bench.Run(60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "over"]);
        bench.Desk.Waiting.ShouldBe(0);
    }

    [Fact]
    public void WordThatWasRefused_IsGivenUpWhenTheEndIsHeard_AndNobodyIsToldOfTroubleAfterIt()
    {
        using EscalationBench bench = new();
        bench.Pager.Refuses = word => word.Purpose == "update";
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Only.Of(EntryKind.NotificationGivenUp).ShouldBeEmpty("it is tried while the trouble lasts");
        bench.Bench.Clear();
        bench.Bench.Run(60);
        TimelineEntry given = bench.Bench.Only.Of(EntryKind.NotificationGivenUp).ShouldHaveSingleItem();
        (given.Get("purpose"), given.Get("channel"), given.Get("person")).ShouldBe(("update", "pager", "anna"));
        bench.Pager.Refuses = static _ => false;
        bench.Bench.Run(6 * 60);
        bench.Restart();
        bench.Bench.Run(60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "over"]);
    }

    [Fact]
    public void EndOfOnePerson_DoesNotGiveUpAnothersEnd_WhichWasRefused()
    {
        using EscalationBench bench = new(EscalationBench.Policy.Replace("notify: [primary]", "notify: [ben, anna]", StringComparison.Ordinal));
        bench.Pager.Refuses = word => word is { Purpose: "over", Person: "ben" };
        bench.Declare();
        bench.Bench.Run(60);
        bench.Bench.Clear();
        bench.Bench.Run(60);
        bench.Pager.Got.Where(word => word.Purpose == "over").Select(word => word.Person).ShouldBe(["anna"]);
        bench.Bench.Only.Of(EntryKind.NotificationGivenUp).ShouldBeEmpty("who is called by person still has Ben's alert open");
        bench.Pager.Refuses = static _ => false;
        bench.Bench.Run(6 * 60);
        bench.Pager.Got[^1].Person.ShouldBe("ben");
        bench.Desk.Waiting.ShouldBe(0);
    }

    [Fact]
    public void EndThatIsHeard_GivesUpNothingOfAnotherChannel_AndNothingOfALaterOutage()
    {
        using EscalationBench bench = new();
        bench.Pager.Refuses = word => word.Purpose == "page";
        bench.Mail.Works = false;
        bench.Declare();
        bench.Bench.Run(60);
        bench.Bench.Clear();
        bench.Bench.Run(60);
        bench.Bench.Only.Of(EntryKind.NotificationGivenUp).ShouldHaveSingleItem().Get("channel").ShouldBe("pager");
        bench.Desk.Waiting.ShouldBe(1, "the mail that stands in for the call is still to be told");
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Only.Outages.Count.ShouldBe(2);
        bench.Bench.Only.Of(EntryKind.NotificationQueued).Last(entry => entry.Get("channel") == "pager" && entry.Get("purpose") == "page").Number("outage").ShouldBe(2);
        bench.Pager.Tries.ShouldBeGreaterThan(5);
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
    public void ChannelThatThrows_IsAFailedTry_AndTheWordIsTriedAgain()
    {
        using EscalationBench bench = new();
        bench.Pager.Throws = true;
        bench.Declare();
        bench.Bench.Run(5);
        bench.Pager.Tries.ShouldBeGreaterThan(1);
        bench.Bench.Only.Of(EntryKind.NotificationFailed).First().Text.ShouldContain("disposed");
        bench.Mail.Got.ShouldHaveSingleItem().Person.ShouldBe("anna");
        bench.Pager.Throws = false;
        bench.Bench.Run(30);
        bench.Pager.Got.First().Purpose.ShouldBe("page");
    }

    [Fact]
    public void ProcessThatDiesBetweenSendingAndRecording_SendsOnceMore_WithTheSameKey()
    {
        using EscalationBench bench = new();
        bench.Bench.EachSecond = null;
        bench.Declare();
        bench.Desk.Tick();
        using LastChannel last = new();
        EscalationDesk dies = new(bench.Bench.Book, bench.Bench.Clock, _ => last);
        dies.TakePolicy(EscalationBench.Policy);
        dies.Lanes();
        Task pumping = Task.Run(() => dies.Pump("pager"));
        string key = last.Sent;
        bench.Desk.Lanes();
        bench.Desk.Pump("pager");
        bench.Pager.Got.ShouldHaveSingleItem().Key.ShouldBe(key);
        last.Dispose();
        pumping.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    /// <summary>On each channel the words of the incident came in the order in which they were queued.</summary>
    private static void ShouldBeInOrder(EscalationBench bench)
    {
        foreach ((string name, FakeChannel channel) in bench.Channels)
        {
            string[] queued = [.. bench.Bench.Only.Of(EntryKind.NotificationQueued).Where(entry => entry.Get("channel") == name).Select(entry => entry.Get("key")!.Replace(':', '.'))];
            channel.Got.Select(word => word.Key[(word.Key.IndexOf(".notify.", StringComparison.Ordinal) + 1)..]).ShouldBe(queued, $"channel {name}");
        }
    }

    /// <summary>Takes a word and is not heard of again while the test looks: so a process dies whose word is on its way.</summary>
    private sealed class LastChannel : Incidents.Notifications.INotificationChannel, IDisposable
    {
        private readonly ManualResetEventSlim released = new();
        private readonly TaskCompletionSource<string> sent = new();

        public string Sent => sent.Task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();

        public Incidents.Notifications.DeliveryResult Send(Incidents.Notifications.Notification notification)
        {
            sent.TrySetResult(notification.Key);
            released.Wait(TimeSpan.FromSeconds(30));
            return new Incidents.Notifications.DeliveryResult(true, "too late");
        }

        public void Dispose() => released.Set();
    }
}
