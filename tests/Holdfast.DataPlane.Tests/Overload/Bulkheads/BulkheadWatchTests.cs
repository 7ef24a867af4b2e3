using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class BulkheadWatchTests
{
    private const long Tick = OverloadControl.TickNanoseconds;

    private readonly Bulkhead bulkhead = new("/reports", 0.4, workers: 1);
    private readonly OverloadNotices notices = new();

    [Fact]
    public void RouteShedsForAWhile_BeginAndEndAreSaidOnce()
    {
        for (int tick = 1; tick <= 600; tick++)
        {
            Look(tick, shed: tick is > 50 and <= 150 ? 20 : 0);
        }

        OverloadNotice[] said = [.. notices.TakeAll()];
        said.Select(notice => notice.Level).ShouldBe([EventLevel.Warning, EventLevel.Information]);
        said[0].Message.ShouldStartWith("route /reports sheds requests: ");
        said[0].Message.ShouldContain("held to 40 % of pool shop");
        said[1].Message.ShouldContain("requests were shed in ");
    }

    [Fact]
    public void NothingIsShed_NothingIsSaid()
    {
        for (int tick = 1; tick <= 600; tick++)
        {
            Look(tick, shed: 0);
        }

        notices.TakeAll().ShouldBeEmpty();
    }

    private void Look(int tick, int shed)
    {
        for (int request = 0; request < 30; request++)
        {
            bulkhead.Control.SamplesOf(0).RecordArrival(200);
        }

        for (int request = 0; request < shed; request++)
        {
            bulkhead.Control.SamplesOf(0).RecordShed(RequestClass.Default);
        }

        bulkhead.Tick(tick * Tick, limits: 10, wantedByOthers: 0, sure: bulkhead.PartOf(10, othersClaim: 0));
        bulkhead.Watch.Tick("shop", bulkhead, tick * Tick, notices);
    }
}
