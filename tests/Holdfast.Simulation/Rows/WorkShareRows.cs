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

    /// <summary>
    /// The gateway's first requests are the crowd, and servers that work at one request at a time are full from the first tenth of a second on: nothing is ever
    /// seen at low use unless somebody looks, and half of the limit that they begin with is ten times too much.
    /// </summary>
    [Theory]
    [InlineData(1, true, 0.42, 0.38, 0.57)]
    [InlineData(1, false, 0.42, 0.38, 0.57)]
    [InlineData(2, true, 0.3, 0.27, 0.68)]
    [InlineData(2, false, 0.3, 0.25, 0.68)]
    public void GatewayStartsIntoTheCrowd_TheShareHoldsAfterTwentySeconds(int places, bool areFixed, double most, double mostLater, double fewestPages)
    {
        const int Seeds = 16;
        double reports = 0;
        double pages = 0;
        double later = 0;
        for (ulong seed = 11; seed < 11 + Seeds; seed++)
        {
            World world = StartIntoTheCrowd(seed, places, areFixed);
            double Work(string stream, double seconds, double from, double to) => world.Of(stream).GoodRate(from, to) * seconds / (2 * places);
            reports += Work("report", 10 * PageSeconds, 20, 40) / Seeds;
            pages += Work("page", PageSeconds, 20, 40) / Seeds;
            later += Work("report", 10 * PageSeconds, 40, 75) / Seeds;
            output.WriteLine($"seed {seed}: reports {string.Join(' ', new[] { 0, 5, 10, 15, 20, 30, 40, 50, 60 }.Select(from => $"{Work("report", 10 * PageSeconds, from, from + 5):P0}"))}, pages {string.Join(' ', new[] { 0, 5, 10, 15, 20, 30, 40, 50, 60 }.Select(from => $"{Work("page", PageSeconds, from, from + 5):P0}"))}, limits {Traffic.Limits(world)}");
        }

        output.WriteLine($"2 x {places}: reports {reports:P1}, later {later:P1}, pages {pages:P1}");
        reports.ShouldBeLessThanOrEqualTo(most, "one place of six it always has, and that is a third of the work and more");
        later.ShouldBeLessThanOrEqualTo(mostLater);
        pages.ShouldBeGreaterThanOrEqualTo(fewestPages, "they have what is left");
    }

    /// <summary>Pages of 20 ms for all there is, and reports of ten times that for all there is.</summary>
    private static World StartIntoTheCrowd(ulong seed, int places, bool areFixed)
    {
        World world = new World(seed, routes: 2).WithPlaces(2, places);
        world.Gateway.Bound(1, Share);
        ServiceTime Time(double seconds) => areFixed ? ServiceTime.Fixed(seconds * 1000) : ServiceTime.Exponential(seconds * 1000);
        world.Send(new Stream { Name = "page", Service = Time(PageSeconds), Rate = Traffic.Constant(2 * places / PageSeconds) });
        world.Send(new Stream { Name = "report", Route = 1, FirstClient = 1_000, DeadlineSeconds = 3, Service = Time(10 * PageSeconds), Rate = Traffic.Constant(2 * places / (10 * PageSeconds)) });
        return world.Run(75);
    }
}
