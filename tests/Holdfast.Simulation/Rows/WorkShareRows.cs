using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// A share of 30 % where the limits are found, and let more in than the servers work at: reports of 400 ms at seven times their share beside pages of
/// 20 ms that want more than all there is. What counts is the servers' work, not the places.
/// </summary>
public sealed class WorkShareRows(ITestOutputHelper output)
{
    private const double Share = 0.3;
    private const double PageSeconds = 0.02;
    private const double ReportSeconds = 0.4;
    private const double From = 20;
    private const double To = 120;

    private World Run(ulong seed, int servers, int places, double pages, bool areFixed, double share = Share, double reports = 7 * Share, ServiceTime? pageTime = null, Action<Bulkhead?>? look = null)
    {
        World world = new World(seed, routes: 2).WithPlaces(servers, places);
        Bulkhead? bulkhead = share > 0 ? world.Gateway.Bound(1, share) : null;
        ServiceTime page = pageTime ?? (areFixed ? ServiceTime.Fixed(PageSeconds * 1000) : ServiceTime.Exponential(PageSeconds * 1000));
        ServiceTime report = areFixed ? ServiceTime.Fixed(ReportSeconds * 1000) : ServiceTime.Exponential(ReportSeconds * 1000);
        double all = servers * places;
        world.Send(new Stream { Name = "page", Service = page, Rate = Traffic.Constant(pages * all / PageSeconds) });
        world.Send(new Stream { Name = "report", Route = 1, FirstClient = 1_000, DeadlineSeconds = 10, Service = report, Rate = Traffic.Constant(reports * all / ReportSeconds) });
        double limits = 0;
        double sure = 0;
        int looks = 0;
        world.Gateway.OnTick = () =>
        {
            if (world.Schedule.Seconds > From)
            {
                limits += world.Servers.Sum(server => server.State.Limit);
                sure += bulkhead?.Places ?? 0;
                looks++;
                look?.Invoke(bulkhead);
            }
        };
        world.Run(To + 5);
        output.WriteLine($"seed {seed}, {servers} x {places}, variation {page.Variation} and {report.Variation}, pages {pages:P0}, share {share:P0}: reports do {Work(world, "report", ReportSeconds) / all:P1}, pages {Work(world, "page", PageSeconds) / all:P1} of all work; limits {limits / looks:0.0}, sure of {sure / looks:0.0}, factor {bulkhead?.Work.Factor:0.00}, bare {string.Join(' ', world.Gateway.Control.Routes.Select(route => $"{route.Inside.BareNanoseconds / 1e6:0}/{route.ExpectedNanoseconds / 1e6:0}"))}");
        return world;
    }

    /// <summary>Places of the servers that work for it, on average.</summary>
    private static double Work(World world, string stream, double seconds) => world.Of(stream).GoodRate(From, To) * seconds;

    /// <summary>Of four seeds: in a small pool one place is a quarter of all, and what the pages take by themselves is found out in the crowd.</summary>
    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(2, 4, true)]
    [InlineData(4, 10, true)]
    public void OthersWantEverything_TheRouteDoesItsShareOfTheWorkAndNoMore(int servers, int places, bool areFixed)
    {
        World[] worlds = [.. Enumerable.Range(11, 4).Select(seed => Run((ulong)seed, servers, places, pages: 1.5, areFixed))];

        double all = servers * places;
        double reports = worlds.Average(world => Work(world, "report", ReportSeconds)) / all;
        double pages = worlds.Average(world => Work(world, "page", PageSeconds)) / all;
        output.WriteLine($"{servers} x {places}: reports {reports:P1}, pages {pages:P1}");
        reports.ShouldBeInRange(0.2, Share + 0.05);
        pages.ShouldBeGreaterThanOrEqualTo(0.55, "they have what is left, less what limits that are sought leave idle");
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 10)]
    public void NobodyElseAsks_TheRouteUsesEverything(int servers, int places)
    {
        double Alone(double share) =>
            Enumerable.Range(1, 4).Average(seed => Work(Run((ulong)seed, servers, places, pages: 0, areFixed: false, share), "report", ReportSeconds));

        double alone = Alone(Share);
        alone.ShouldBeGreaterThanOrEqualTo(0.97 * Alone(0), "of four seeds: one alone is off by 4 % by chance, with a share or without");
    }

    /// <summary>Some pages come from a cache, some do not: that their times scatter is no waiting, and costs the route no place.</summary>
    [Theory]
    [InlineData(20, 3)]
    [InlineData(5, 5)]
    public void PagesScatterAndNothingWaits_TheRouteKeepsItsPlaces(double milliseconds, double variation)
    {
        double factors = 0;
        int looks = 0;
        for (ulong seed = 11; seed < 15; seed++)
        {
            Run(seed, servers: 4, places: 10, pages: 0.05, areFixed: false, reports: 0.5, pageTime: ServiceTime.Lognormal(milliseconds, variation), look: bulkhead =>
            {
                factors += bulkhead!.Work.Factor;
                looks++;
            });
        }

        output.WriteLine($"mean factor {factors / looks:0.00}");
        (factors / looks).ShouldBeGreaterThan(0.93);
    }
}
