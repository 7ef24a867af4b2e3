using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Every route of the pool has a share, and together they are less than all: what is left is lent, and no route with a share may take it from another one.</summary>
public sealed class TwoSharesRows(ITestOutputHelper output)
{
    private const double PageSeconds = 0.02;
    private const double ReportSeconds = 0.4;
    private const double From = 20;
    private const double To = 100;

    private static readonly LimitSettings Known = LimitSettings.Default with { Floor = 10, Ceiling = 10, Start = 10 };

    private (double Pages, double Reports) Run(ulong seed, int servers, int places, double pageShare, double reportShare, double pages = 1.5, double reports = 1.5, LimitSettings? settings = null)
    {
        World world = new World(seed, settings, routes: 2).WithPlaces(servers, places);
        Bulkhead page = world.Gateway.Bound(0, pageShare);
        Bulkhead report = world.Gateway.Bound(1, reportShare);
        double all = servers * places;
        world.Send(new Stream { Name = "page", Service = ServiceTime.Fixed(PageSeconds * 1000), Rate = Traffic.Constant(pages * all / PageSeconds) });
        world.Send(new Stream { Name = "report", Route = 1, FirstClient = 1_000, DeadlineSeconds = 10, Service = ServiceTime.Fixed(ReportSeconds * 1000), Rate = Traffic.Constant(reports * all / ReportSeconds) });
        double[] sums = new double[6];
        int looks = 0;
        world.Gateway.OnTick = () =>
        {
            if (world.Schedule.Seconds > From)
            {
                sums[0] += page.Places;
                sums[1] += page.InFlight;
                sums[2] += report.Places;
                sums[3] += report.InFlight;
                sums[4] += page.Queue.Count;
                sums[5] += report.Queue.Count;
                looks++;
            }
        };
        world.Run(To + 5);
        (double Pages, double Reports) work = (world.Of("page").GoodRate(From, To) * PageSeconds / all, world.Of("report").GoodRate(From, To) * ReportSeconds / all);
        output.WriteLine($"seed {seed}, {servers} x {places}, shares {pageShare:P0} and {reportShare:P0}: pages do {work.Pages:P1}, reports {work.Reports:P1} of all work; limits {Traffic.Limits(world)}, pages sure of {sums[0] / looks:0.0}, in flight {sums[1] / looks:0.0}, waiting {sums[4] / looks:0.0}, reports {sums[2] / looks:0.0}, {sums[3] / looks:0.0}, {sums[5] / looks:0.0}");
        return work;
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 10)]
    public void BothAskForMoreThanAll_EachDoesItsShareAtLeast(int servers, int places)
    {
        (double Pages, double Reports)[] runs = [.. Enumerable.Range(11, 4).Select(seed => Run((ulong)seed, servers, places, 0.3, 0.3))];

        runs.Average(run => run.Pages).ShouldBeGreaterThanOrEqualTo(0.3);
        runs.Average(run => run.Reports).ShouldBeInRange(0.3, 0.65);
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0.4, 0.2)]
    [InlineData(0.1, 0.1)]
    public void LimitsAreKnown_WhatNobodyElseAsksForIsDividedByShare(double pageShare, double reportShare)
    {
        (double pages, double reports) = Run(3, 4, 10, pageShare, reportShare, settings: Known);

        (pages / (pages + reports)).ShouldBe(pageShare / (pageShare + reportShare), 0.12);
        (pages + reports).ShouldBeGreaterThan(0.9);
    }
}
