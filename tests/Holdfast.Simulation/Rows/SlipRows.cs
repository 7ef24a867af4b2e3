using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// Row D3: slips of the pen in a pool's list of servers. Measured against the same machines without the slip: goodput, errors, and how long requests take at
/// the server where they take longest.
/// </summary>
public sealed class SlipRows(ITestOutputHelper output)
{
    private const double Load = 0.8;
    private const double From = 5;
    private const double End = 59;

    [Theory]
    [InlineData("weight x100", 1.3)]
    [InlineData("weight x0.01", 1.3)]
    [InlineData("dead port", 1.3)]
    // 1.46: one machine is given two shares until it is slow enough that the others are preferred, or its limits are reached.
    [InlineData("same server twice", 1.5)]
    public void D3_SlipInTheListOfServers_OverloadsNobody(string slip, double times)
    {
        (World world, double slowest) = Run(slip, LimitSettings.Default);
        (World plain, double usual) = Run(slip.StartsWith("weight", StringComparison.Ordinal) ? "none" : "one less", LimitSettings.Default);
        double goodput = world.All.GoodRate(From, End) / plain.All.GoodRate(From, End);
        double errors = (world.All.FailedCount(0, End) + world.All.ShedCount(0, End)) / world.All.Offered(0, End);
        output.WriteLine($"{slip}: goodput {goodput:P2}, errors {errors:P4} of {world.All.Offered(0, End)}, p99 at the slowest server {usual * 1e3:F0} -> {slowest * 1e3:F0} ms, all {plain.All.Latency(99, From, End) * 1e3:F0} -> {world.All.Latency(99, From, End) * 1e3:F0}, limits {Traffic.Limits(world)}, violations {world.Gateway.Violations}");
        goodput.ShouldBeGreaterThanOrEqualTo(0.97);
        errors.ShouldBeLessThanOrEqualTo(0.0001);
        slowest.ShouldBeLessThanOrEqualTo(times * usual);
        world.Gateway.Violations.ShouldBe(0);
    }

    [Theory]
    [InlineData("weight x100")]
    [InlineData("same server twice")]
    public void D3_WithoutLimits_OneServerIsOverloaded_SoTheMeasureCanFail(string slip)
    {
        LimitSettings off = LimitSettings.Default with { Fixed = ServerState.Unlimited };
        (_, double slowest) = Run(slip, off);
        (_, double usual) = Run("none", off);
        slowest.ShouldBeGreaterThan(1.3 * usual);
    }

    private static (World World, double Slowest) Run(string slip, LimitSettings settings)
    {
        World world = new World(18, settings).WithSharing(Traffic.Servers - 1, Traffic.Knee);
        world = slip switch
        {
            "one less" => world,
            "same server twice" => world.With(1, each => new SecondEntry(each.Schedule, each.Servers[0])),
            _ => world.With(1, each => new SharingServer(each.Schedule, SharingServer.Knee(Traffic.Knee)), slip switch { "weight x100" => 10_000, "weight x0.01" => 1, _ => 100 }),
        };
        ServerModel last = world.Servers[^1];
        last.IsGone = slip == "dead port";
        (last as SecondEntry)?.Connect();
        int machines = slip is "none" or "weight x100" or "weight x0.01" ? Traffic.Servers : Traffic.Servers - 1;
        var times = world.Servers.ToDictionary(server => server, _ => new List<double>());
        foreach (ServerModel server in world.Servers)
        {
            Watch(world, server, times[server]);
        }

        world.WithHealth().Send(new Stream { Name = "all", Service = ServiceTime.Exponential(Traffic.BaseMilliseconds), Rate = Traffic.Constant(Load * Traffic.Capacity * machines / Traffic.Servers) }).Run(End + 1);
        return (world, times.Values.Where(each => each.Count > 0).Max(P99));
    }

    /// <summary>Notes how long it has each request.</summary>
    private static void Watch(World world, ServerModel server, List<double> times)
    {
        Action<SimulatedRequest, long> done = server.OnDone;
        server.OnDone = (request, version) =>
        {
            if (request.Version == version && world.Schedule.Seconds is > From and < End)
            {
                times.Add((world.Schedule.Now - request.Dispatched) / 1e9);
            }

            done(request, version);
        };
    }

    private static double P99(List<double> times) => times.Order().ElementAt((int)(0.99 * times.Count));
}
