using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class WorkRoundTests
{
    private const long Millisecond = 1_000_000;
    private const double Share = 0.3;

    private readonly PoolControl pool;
    private readonly RouteBaseline pages;
    private readonly RouteBaseline reports;
    private Bulkhead bulkhead;
    private long now;

    public WorkRoundTests()
    {
        ServerState server = new("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges());
        pool = new PoolControl(LimitSettings.Default, workers: 1, [server], now: 0);
        (pages, reports) = (pool.AddRoute(), pool.AddRoute());
        bulkhead = Bound();
    }

    /// <summary>Pages of 20 ms that take 100, reports of 400 ms that take 480: e is 0.2 and 0.83.</summary>
    [Fact]
    public void PagesWaitForMostOfTheirTime_TheReportsHaveFewerPlaces()
    {
        Pass(seconds: 20, page: 20, report: 400);
        bulkhead.Work.Factor.ShouldBe(1, 0.02);
        Pass(seconds: 20, page: 100, report: 480);
        bulkhead.Work.Factor.ShouldBeInRange(0.28, 0.4);
    }

    [Fact]
    public void ShareIsGivenAgainADayLater_TheDayIsNobodysWait()
    {
        Pass(seconds: 20, page: 20, report: 400);
        Pass(seconds: 86_400, page: 30, report: 600, isBound: false);
        bulkhead = Bound();
        Pass(seconds: 1, page: 20, report: 400);
        bulkhead.Work.Factor.ShouldBe(1, 0.02);
        Pass(seconds: 20, page: 100, report: 480);
        bulkhead.Work.Factor.ShouldBeInRange(0.28, 0.4, "what they take by themselves is as it was");
    }

    [Fact]
    public void OthersHoldPlacesToo_LooksGoDeep_AndNotWhereTheRouteIsAloneOrHasNoShare()
    {
        Pass(seconds: 2, page: 20, report: 400);
        pool.Servers[0].LooksDeep.ShouldBeTrue();
        Pass(seconds: 1, page: 20, report: 400, isBound: false);
        pool.Servers[0].LooksDeep.ShouldBeFalse();
        bulkhead = Bound();
        Pass(seconds: 2, page: 20, report: 400, pageCount: 0);
        pool.Servers[0].LooksDeep.ShouldBeFalse();
    }

    private Bulkhead Bound() => new("reports", Share, workers: 1) { Baseline = reports };

    /// <summary>Each 100 ms 100 pages and ten reports are answered, in so many milliseconds.</summary>
    private void Pass(int seconds, int page, int report, bool isBound = true, int pageCount = 100)
    {
        // Where nobody looks a tick may as well be a second.
        int ticks = isBound ? 10 * seconds : seconds;
        for (int tick = 0; tick < ticks; tick++)
        {
            now += isBound ? OverloadControl.TickNanoseconds : 1_000 * Millisecond;
            Answer(pages, pageCount, page);
            Answer(reports, 10, report);
            for (int i = 0; i < 10; i++)
            {
                bulkhead.Enter();
                bulkhead.Leave(report * Millisecond);
            }

            pool.Tick(now, default);
            WorkRound.Tick(isBound ? [bulkhead] : [], pool, now);
        }
    }

    private void Answer(RouteBaseline route, int count, int milliseconds)
    {
        ServerSamples server = pool.Servers[0].SamplesOf(0);
        for (int i = 0; i < count; i++)
        {
            long time = milliseconds * Millisecond;
            server.RecordAnswer(time, route.ExpectedNanoseconds, time, lowUse: false, late: false);
            route.SamplesOf(0).RecordAnswer(time, lowUse: milliseconds is 20 or 400);
        }
    }
}
