using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>An expensive route at ten times its usual rate beside cheap ones: 80 places, reports hold one for 500 ms, pages for 20 ms.</summary>
public sealed class BulkheadRows(ITestOutputHelper output)
{
    private const double Places = 80;
    private const double PageMilliseconds = 20;
    private const double ReportMilliseconds = 500;
    private const double UsualReports = 0.1 * Places / ReportMilliseconds * 1000;
    private const int Report = 2;

    // What a place server can do is known here: the rows are about shares, not about how limits are found.
    private static readonly LimitSettings Known = LimitSettings.Default with { Floor = 10, Ceiling = 10, Start = 10 };

    private static double Pages(double share) => share * Places / PageMilliseconds * 1000;

    private World Run(double share, double pages, ulong seed)
    {
        World world = new World(seed, Known, routes: 3).WithPlaces(8, 10);
        Bulkhead? bulkhead = share > 0 ? world.Gateway.Bound(Report, share) : null;
        world.Send(new Stream { Name = "checkout", Class = RequestClass.Critical, Route = 0, Service = ServiceTime.Exponential(PageMilliseconds), Rate = Traffic.Constant(Pages(pages)) });
        world.Send(new Stream { Name = "look", Route = 1, FirstClient = 1_000, Service = ServiceTime.Exponential(PageMilliseconds), Rate = Traffic.Constant(Pages(pages)) });
        world.Send(new Stream { Name = "report", Route = Report, FirstClient = 2_000, DeadlineSeconds = 10, Service = ServiceTime.Exponential(ReportMilliseconds), Rate = Traffic.Step(10, UsualReports, 10 * UsualReports) });
        world.Run(41);
        output.WriteLine($"seed {seed}, share {share:P0}: checkout {world.Of("checkout").Success(12, 40):P2}, p99 {world.Of("checkout").Latency(99, 12, 40) * 1000:0} ms; look {world.Of("look").Success(12, 40):P2}, p99 {world.Of("look").Latency(99, 12, 40) * 1000:0} ms; reports hold {Held(world):0.0} of {Places} places; held back {bulkhead?.Held}, violations {world.Gateway.Violations}; limits {Traffic.Limits(world)}");
        return world;
    }

    private static double Held(World world) => world.Of("report").GoodRate(12, 40) * ReportMilliseconds / 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ExpensiveRouteAtTenTimes_LeavesCheapOnesAlone_AndUsesWhatTheyDoNotNeed(ulong seed)
    {
        World world = Run(share: 0.3, pages: 0.25, seed);

        world.Of("checkout").Success(12, 40).ShouldBeGreaterThanOrEqualTo(0.9995);
        world.Of("look").Success(12, 40).ShouldBeGreaterThanOrEqualTo(0.999);
        Held(world).ShouldBeGreaterThanOrEqualTo(0.35 * Places, "the share is for when others want the rest");
        world.Gateway.Violations.ShouldBe(0, "places idle beside requests of this route alone");
    }

    [Fact]
    public void WithoutABulkhead_TheCheapRouteSuffers()
    {
        World world = Run(share: 0, pages: 0.25, seed: 1);

        world.Of("look").Success(12, 40).ShouldBeLessThan(0.96);
    }

    [Fact]
    public void OthersWantMoreThanTheRest_TheRouteIsHeldToItsShare()
    {
        World world = Run(share: 0.3, pages: 0.5, seed: 4);

        (Held(world) / Places).ShouldBeInRange(0.26, 0.33);
        world.Of("checkout").Success(12, 40).ShouldBeGreaterThanOrEqualTo(0.9995);
    }

    [Fact]
    public void NobodyElseAsks_TheRouteUsesEverything()
    {
        World world = Run(share: 0.3, pages: 0, seed: 5);

        Held(world).ShouldBeGreaterThanOrEqualTo(0.97 * Held(Run(share: 0, pages: 0, seed: 5)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    public void ClientsOfTheRouteThatWaitForTheirAnswers_AreNotRefused(int clients)
    {
        World world = new World(6, Known, routes: 2).WithPlaces(8, 10);
        Bulkhead bulkhead = world.Gateway.Bound(1, 0.3);
        // Others want all the rest and more, so the route is held to 24 places of 20 ms: 1,200 requests a second, a wait of 63 or 147 ms.
        world.Send(new Stream { Name = "look", Service = ServiceTime.Exponential(PageMilliseconds), Rate = Traffic.Constant(Pages(0.9)) });
        world.Keep(new ClosedLoop
        {
            Stream = new Stream { Name = "figures", Route = 1, FirstClient = 1_000, Clients = clients, DeadlineSeconds = 10, Rate = Traffic.Constant(0), Service = ServiceTime.Exponential(PageMilliseconds) },
            FromSeconds = 2,
            OverSeconds = 2,
        });
        world.Run(30);
        double served = world.Of("figures").GoodRate(6, 29);
        output.WriteLine($"{clients} clients: shed {world.Of("figures").ShedCount(0, 30):0} of {world.Of("figures").Offered(0, 30):0}, {served:0}/s, held {bulkhead.Held}, look {world.Of("look").GoodRate(6, 29) * PageMilliseconds / 1000 / Places:P1} of all places, seed {world.Seed}");
        world.Of("figures").ShedCount(0, 30).ShouldBe(0);
        served.ShouldBeGreaterThanOrEqualTo(1_100);
        served.ShouldBeLessThanOrEqualTo(1_300, "no more than its share while others want the rest");
    }
}
