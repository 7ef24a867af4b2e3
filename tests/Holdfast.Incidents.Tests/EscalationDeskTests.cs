using Holdfast.Incidents.Notifications;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

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
