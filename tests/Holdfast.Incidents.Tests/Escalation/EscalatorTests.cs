using System.Text.Json;
using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Escalation;

public sealed class EscalatorTests
{
    [Fact]
    public void Suspicion_CallsNobody()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Suspect();
        bench.Bench.Run(120);
        bench.Channels.Values.ShouldAllBe(channel => channel.Tries == 0);
    }

    [Fact]
    public void Declaration_CallsWhoIsOnCall_WithinASecond()
    {
        using EscalationBench bench = new();
        bench.Declare();
        Incidents.Notifications.Notification word = Call(bench.Pager);
        word.Person.ShouldBe("anna");
        word.Purpose.ShouldBe("page");
        word.Title.ShouldStartWith("[SEV");
        word.Text.ShouldContain("The cause is not known.");
        word.Link.ShouldNotBeNull().ShouldStartWith("http://127.0.0.1:9900/ack/1-1.");
        bench.Bench.Only.Of(EntryKind.NotificationSent).ShouldHaveSingleItem();
        bench.Bench.Run(60);
        bench.Pager.Got.Count.ShouldBe(1, "one call is one call");
    }

    [Fact]
    public void NobodyAcknowledges_TheNextLevelIsCalled_ThenAllOfThemAgain()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Chat.Got.ShouldBeEmpty();
        bench.Bench.Run(10 * 60);
        Call(bench.Chat).Purpose.ShouldBe("escalation");
        Call(bench.Mail).Person.ShouldBe("boss");
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
        bench.Bench.Run(21 * 60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update", "escalation"]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void PolicyThatCameLate_CallsTheSecondLevelItsDelayAfterTheFirst()
    {
        using EscalationBench bench = new(policy: "");
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(120 * 60);
        bench.Restart();
        bench.Bench.Run(2);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page"]);
        bench.Chat.Got.ShouldBeEmpty("who was called two seconds ago gets the time of the first level");
        bench.Bench.Run((10 * 60) - 5);
        bench.Chat.Got.ShouldBeEmpty();
        bench.Bench.Run(10);
        Call(bench.Chat).Purpose.ShouldBe("escalation");
        bench.Bench.Run(19 * 60);
        bench.Pager.Got.Count(word => word.Purpose == "escalation").ShouldBe(0, "all of it again comes 20 minutes after the last level");
        bench.Bench.Run(2 * 60);
        bench.Pager.Got.Count(word => word.Purpose == "escalation").ShouldBe(1);
    }

    [Fact]
    public void Takeover_DoesNotBeginTheLevelsAnew()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(9 * 60);
        bench.Restart();
        bench.Chat.Got.ShouldBeEmpty();
        bench.Bench.Run(62);
        Call(bench.Chat).Purpose.ShouldBe("escalation");
    }

    [Fact]
    public void Acknowledged_TheNextLevelSleeps_AndWhoHasItIsReminded()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Bench.Run(15 * 60);
        bench.Chat.Got.ShouldBeEmpty();
        bench.Bench.Run(6 * 60);
        bench.Pager.Got[^1].Purpose.ShouldBe("reminder");
        bench.Chat.Got.ShouldBeEmpty();
    }

    [Fact]
    public void AcknowledgedAlert_ThatDetectionDeclaresLater_CallsNobodyElse()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        AlertDesk alerts = new(bench.Bench.Book, bench.Bench.Clock, bench.Bench.Settings);
        alerts.Receive(JsonSerializer.Deserialize("""{"version": "4", "groupKey": "k", "status": "firing", "commonLabels": {"pool": "shop"}, "alerts": [{"status": "firing", "fingerprint": "f"}]}""", AlertJson.Default.AlertGroup));
        Joined(bench);
    }

    [Fact]
    public void AcknowledgedIncidentOfPeople_ThatDetectionDeclaresLater_CallsNobodyElse()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Desk.Open("customers cannot pay", "shop", null, null, "carl");
        Joined(bench);
    }

    [Theory]
    [InlineData("ben", "ben")]
    [InlineData("anna", "anna")]
    [InlineData("root", "anna")]
    public void SuspicionThatSomebodyHasAcknowledged_TheDeclarationAndTheEndAreTold_ToThatOneOrTheFirstLevel(string by, string told)
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Suspect();
        bench.Bench.Run(2);
        bench.Bench.Desk.Acknowledge(1, by).Outcome.ShouldBe(DeskOutcome.Done);
        bench.Bench.Break(100, 0.6);
        bench.Bench.Run(3);
        bench.Bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(2);
        Call(bench.Pager).Person.ShouldBe(told);
        Call(bench.Pager).Text.ShouldContain($"it was declared (60 % of the requests failed); {by} had acknowledged it as a suspicion", Case.Insensitive);
        bench.Bench.Run(60);
        bench.Bench.Clear();
        bench.Bench.Run(60);
        bench.Pager.Got.Select(word => (word.Person, word.Purpose)).ShouldBe([(told, "page"), (told, "over")]);
        bench.Chat.Got.ShouldBeEmpty("nobody else is called: somebody has it");
    }

    [Fact]
    public void RequestForAReview_HoldsNoCallBack()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Run(40);
        bench.Bench.Book.Add(1, new NewEntry(EntryKind.NotificationQueued, bench.Bench.Clock.UtcNow, "postmortem", "ben is to be told by pager: anna asks ben to review version 1")
        {
            Data = new() { ["key"] = "review:1:asked:ben", ["purpose"] = "review", ["why"] = "anna asks", ["person"] = "ben", ["channel"] = "pager", ["fallbacks"] = "" },
        });
        bench.Bench.Run(3);
        bench.Bench.Break(100_000, 0.6);
        bench.Bench.Declare();
        bench.Bench.Run(2);
        bench.Pager.Got[^1].Text.ShouldContain("outage 2", Case.Sensitive, "it waits for words on the outage, and not for those on a document");
    }

    [Fact]
    public void SuspicionThatSomebodyHasAcknowledged_IsTheirs_WhenItIsDeclared()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Suspect();
        bench.Bench.Run(2);
        bench.Bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Bench.Break(100_000, 0.6);
        bench.Bench.Run(3);
        bench.Bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(15 * 60);
        bench.Chat.Got.ShouldBeEmpty();
    }

    /// <summary>One incident is open and its first level was called: anna takes it, and a minute later detection declares what it joins.</summary>
    private static void Joined(EscalationBench bench)
    {
        bench.Bench.Run(20);
        Call(bench.Pager).Purpose.ShouldBe("page");
        bench.Bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Bench.Break(100_000, 0.6);
        bench.Bench.Run(60);
        bench.Bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(18 * 60);
        bench.Bench.Only.Of(EntryKind.Declared).ShouldHaveSingleItem();
        bench.Chat.Got.ShouldBeEmpty("anna has it: level 2 is called when nobody has acknowledged");
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
    }

    [Fact]
    public void NoCauseForFiveMinutes_CallsTheNextLevel_ThoughSomebodyHasAcknowledged()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Bench.Run(30);
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Bench.Run(5 * 60);
        Call(bench.Chat).Text.ShouldStartWith("The cause is not known after 5 minutes.");
        bench.Bench.Run(5 * 60);
        bench.Chat.Got.Count.ShouldBe(1);
    }

    [Fact]
    public void End_IsTold_ToThoseWhoWereCalled_AndToNobodyElse()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Bench.Run(40);
        bench.Bench.Clear();
        bench.Bench.Run(40);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "over"]);
        bench.Pager.Got[1].Link.ShouldBeNull();
        bench.Mail.Got.ShouldBeEmpty();
    }

    [Fact]
    public void Relapse_CallsAgain_ButNotWithinTheGroupsWait()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Run(40);
        int before = bench.Pager.Got.Count;
        bench.Bench.Outage(seconds: 60);
        bench.Pager.Got.Skip(before).First().Text.ShouldContain("outage 2");
    }

    [Fact]
    public void Silence_HoldsCallsBack_UntilItIsOver()
    {
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeSeconds(Bench.Start);
        string silence = $"\nsilences:\n  - {{ from: \"{begin:O}\", to: \"{begin.AddMinutes(10):O}\", why: database moves }}\n";
        using EscalationBench bench = new(EscalationBench.Policy + silence);
        bench.Declare();
        bench.Bench.Run(60);
        bench.Pager.Got.ShouldBeEmpty();
        bench.Bench.Only.Of(EntryKind.Silenced).ShouldHaveSingleItem().Text.ShouldContain("database moves");
        bench.Bench.Run(10 * 60);
        bench.Pager.Got.ShouldNotBeEmpty();
    }

    [Fact]
    public void AcknowledgedInASilence_NobodyIsCalledWhenItIsOver()
    {
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeSeconds(Bench.Start);
        string silence = $"\nsilences:\n  - {{ from: \"{begin:O}\", to: \"{begin.AddMinutes(10):O}\", why: database moves }}\n";
        using EscalationBench bench = new(EscalationBench.Policy + silence);
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Bench.Run(12 * 60);
        bench.Channels.Values.ShouldAllBe(channel => channel.Tries == 0);
    }

    [Fact]
    public void RepeatOfNothing_CallsEachLevelOnce()
    {
        using EscalationBench bench = new(EscalationBench.Policy.Replace("repeat: 20m", "repeat: 0s", StringComparison.Ordinal));
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(45 * 60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
        bench.Mail.Got.Select(word => word.Purpose).ShouldBe(["escalation"]);
    }

    [Theory]
    [InlineData("anna", "anna")]
    [InlineData("\"Jörg Müller\"", "J%C3%B6rg%20M%C3%BCller")]
    public void KeyOfACall_IsPlainAscii_WhateverThePersonIsCalled(string person, string written)
    {
        using EscalationBench bench = new(EscalationBench.Policy.Replace("anna", person, StringComparison.Ordinal));
        bench.Declare();
        Call(bench.Pager).Key.ShouldEndWith($".notify.1.level.1.0.{written}");
    }

    [Fact]
    public void LevelOutsideItsHours_IsNotThere()
    {
        // 17:46 UTC is 18:46 in Paris.
        using EscalationBench bench = new(EscalationBench.Policy.Replace("after: 10m }", "after: 10m, hours: { days: mon-fri, from: \"08:00\", to: \"18:00\", zone: Europe/Paris } }", StringComparison.Ordinal));
        bench.Declare();
        bench.Bench.FindCause();
        bench.Bench.Run(15 * 60);
        bench.Chat.Got.ShouldBeEmpty();
    }

    [Fact]
    public void PolicyThatIsEdited_ChangesNoRunningIncident()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Desk.TakePolicy(EscalationBench.Policy.Replace("after: 10m", "after: 2m", StringComparison.Ordinal)).ShouldBeEmpty();
        bench.Bench.FindCause();
        bench.Bench.Run(4 * 60);
        bench.Chat.Got.ShouldBeEmpty();
        bench.Bench.Run(7 * 60);
        bench.Chat.Got.ShouldNotBeEmpty();
    }

    [Fact]
    public void WhatIsNext_NamesTheNextLevel()
    {
        using EscalationBench bench = new();
        bench.Declare();
        bench.Desk.NextOf(bench.Bench.Only).ShouldHaveSingleItem().ShouldStartWith("Level 2 (chat, boss) is called at 17:58:");
        bench.Bench.Desk.Acknowledge(1, "anna");
        bench.Desk.NextOf(bench.Bench.Only).ShouldBeEmpty();
    }

    [Fact]
    public void LinkInACall_AcknowledgesForItsPerson()
    {
        using EscalationBench bench = new();
        bench.Declare();
        string link = Call(bench.Pager).Link!;
        bench.Desk.ReadLink(link[(link.LastIndexOf('/') + 1)..]).ShouldBe((1L, "anna"));
    }

    [Fact]
    public void LinkOfTheFirstOutage_AcknowledgesNotTheSecond()
    {
        using EscalationBench bench = new();
        bench.Bench.Run(100);
        bench.Bench.Outage(seconds: 60);
        string first = bench.Pager.Got[0].Link!;
        bench.Bench.Run(40);
        bench.Desk.ReadLink(first[(first.LastIndexOf('/') + 1)..]).ShouldBe((1L, "anna"));
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Only.Outages.Count.ShouldBe(2);
        bench.Desk.ReadLink(first[(first.LastIndexOf('/') + 1)..]).ShouldBeNull();
        string second = bench.Pager.Got.Last(word => word.Link is not null).Link!;
        bench.Desk.ReadLink(second[(second.LastIndexOf('/') + 1)..]).ShouldBe((1L, "anna"));
    }

    [Fact]
    public void LevelWhoseCallWasWithdrawn_IsTheNextOne_WhenTheCauseIsNotKnown()
    {
        using EscalationBench bench = new(WithThirdLevel);
        SecondLevelIsWithdrawn(bench);
        bench.Bench.Run(5 * 60);
        Call(bench.Chat).Text.ShouldStartWith("The cause is not known after 15 minutes.");
        bench.Pager.Got.ShouldNotContain(word => word.Person == "ben");
    }

    [Fact]
    public void CauseThatIsFound_IsNotToldToThoseWhoseCallWasWithdrawn()
    {
        using EscalationBench bench = new(WithThirdLevel);
        SecondLevelIsWithdrawn(bench);
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "update"]);
        bench.Chat.Got.ShouldBeEmpty("they have heard of no trouble");
        bench.Mail.Got.ShouldBeEmpty();
    }

    [Fact]
    public void CauseThatIsFound_IsToldToWhomTheSecondChannelReached_ThoughTheFirstCallWasWithdrawn()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Declare();
        bench.Bench.Run(20);
        Call(bench.Mail).Person.ShouldBe("anna");
        bench.Bench.Desk.Acknowledge(1, "carl");
        bench.Bench.Run(5);
        bench.Pager.Works = true;
        bench.Bench.FindCause();
        bench.Bench.Run(60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["update"]);
    }

    private static string WithThirdLevel => EscalationBench.Policy
        .Replace("after: 10m }", "after: 10m }\n  - { notify: [ben], after: 30m }", StringComparison.Ordinal)
        .Replace("noDiagnosisAfter: 5m", "noDiagnosisAfter: 15m", StringComparison.Ordinal);

    /// <summary>Its channels were down until somebody had acknowledged.</summary>
    private static void SecondLevelIsWithdrawn(EscalationBench bench)
    {
        bench.Chat.Works = bench.Mail.Works = false;
        bench.Declare();
        bench.Bench.Run((10 * 60) + 20);
        bench.Bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Bench.Run(5);
        bench.Bench.Only.Of(EntryKind.NotificationGivenUp).Count(entry => entry.Get("withdrawn") == "yes").ShouldBe(2);
        bench.Chat.Works = bench.Mail.Works = true;
    }

    private static Incidents.Notifications.Notification Call(FakeChannel channel) => channel.Got.ShouldHaveSingleItem();
}
