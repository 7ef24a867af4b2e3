using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests;

public sealed class EscalationDeskTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("holdfast-desk-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void CallThatComesInTheNextOutage_HasALinkForItsOwn()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Bench.Run(100);
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Run(40);
        bench.Bench.Outage(seconds: 60);
        bench.Bench.Only.Outages.Count.ShouldBe(2);
        bench.Pager.Got.ShouldBeEmpty();
        bench.Pager.Works = true;
        bench.Bench.Run(6 * 60);
        Notification[] calls = [.. bench.Pager.Got.Where(word => word.Purpose == "page")];
        calls.Length.ShouldBe(2);
        calls[0].Link.ShouldNotBeNull().ShouldContain("/ack/1-1.");
        calls[1].Link.ShouldNotBeNull().ShouldContain("/ack/1-2.");
        bench.Desk.ReadLink(calls[0].Link!.Split('/')[^1]).ShouldBeNull("nobody has seen the second outage by it");
    }

    [Fact]
    public void GapOfTheGateway_IsToldWhenItIsBack_AndThatItIsOver()
    {
        using EscalationBench bench = new();
        bench.Bench.Clock.Advance(TimeSpan.FromSeconds(41));
        DateTimeOffset from = bench.Bench.Clock.UtcNow - TimeSpan.FromSeconds(41);
        bench.Bench.Changes.Add(ChangeKind.Restart, "gateway", "the gateway started", "gateway", from.ToString("O", CultureInfo.InvariantCulture));
        bench.Bench.RestartWatch();
        bench.Bench.StartedNow();
        bench.Bench.Run(5);
        bench.Bench.Only.Status.ShouldBe(IncidentStatus.Monitoring);
        Notification call = bench.Pager.Got.ShouldHaveSingleItem();
        (call.Purpose, call.Lines[0]).ShouldBe(("page", "The gateway was gone, and serves again."));
        call.Lines.ShouldContain("The gateway: nobody was served. How many users that hit is not known, because nothing was recorded meanwhile.");
        bench.Bench.Run(20 * 60);
        bench.Pager.Got.Select(word => word.Purpose).ShouldBe(["page", "over"]);
        bench.Chat.Got.ShouldBeEmpty("it is over");
    }

    [Fact]
    public void NextLevel_IsNotWoken_WhileTheEndIsSeenAlready_ButIsWhenItStaysOpen()
    {
        using EscalationBench bench = new();
        bench.Desk.IsHurtNow = incident => bench.Bench.Desk.SeenOf(incident) is not { Explanation.IsHurtNow: false };
        bench.Bench.Run(100);
        bench.Bench.Break(290, 0.6);
        bench.Bench.Run(3);
        bench.Bench.Declare();
        bench.Bench.Run(290);
        bench.Bench.GetWell(quiet: 0);
        bench.Bench.Run(120);
        bench.Pager.Got.ShouldNotBeEmpty();
        bench.Chat.Got.ShouldBeEmpty("users are well, and detection waits; the cause is not known after 5 minutes");
        bench.Bench.Run(180);
        bench.Chat.Got.ShouldNotBeEmpty("something keeps it open");
    }

    [Fact]
    public void MessageThatNoChannelTakes_IsToldAfterAMinute_UntilSomebodyHearsIt()
    {
        using EscalationBench bench = new();
        bench.Pager.Works = false;
        bench.Mail.Works = false;
        bench.Declare();
        bench.Bench.Run(30);
        bench.Desk.Undelivered.ShouldBeEmpty();
        bench.Bench.Run(40);
        bench.Desk.Undelivered.ShouldHaveSingleItem().Text.ShouldStartWith("anna cannot be told of incident 1 (page): pager and mail do not take it since ");
        bench.Mail.Works = true;
        bench.Bench.Run(120);
        bench.Mail.Got.ShouldNotBeEmpty();
        bench.Desk.Undelivered.ShouldBeEmpty("the other channel was heard");
        bench.Desk.Waiting.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void DiskThatWasAwayAtTheStart_ItsKeyAndItsNameCountOnceItIsBack()
    {
        string state = Path.Combine(directory, "state");
        File.WriteAllText(state, "a file where a folder should be");
        using EscalationBench bench = new(path: Path.Combine(state, "incidents.db"));
        bench.Bench.Book.IsBroken.ShouldBeTrue();
        string key, instance;
        using (RecordStore earlier = new(new RecordStoreOptions { Path = Path.Combine(directory, "earlier", "incidents.db") }, bench.Bench.Clock, new EventLog(TextWriter.Null, bench.Bench.Clock)))
        {
            IncidentBook book = new(earlier);
            (key, instance) = (book.Secret("link-key", SignedLink.NewKey), book.Instance);
        }

        File.Delete(state);
        Directory.Move(Path.Combine(directory, "earlier"), state);
        bench.Declare();
        bench.Bench.Book.IsBroken.ShouldBeFalse();
        Notification call = bench.Pager.Got.ShouldHaveSingleItem();
        call.Key.ShouldStartWith(instance + ".");
        string link = call.Link!.Split('/')[^1];
        new SignedLink(Convert.FromHexString(key)).Read(link, bench.Bench.Clock.UtcNow).ShouldBe((1L, 1, "anna"));
        bench.Desk.ReadLink(link).ShouldBe((1L, "anna"));
    }
}
