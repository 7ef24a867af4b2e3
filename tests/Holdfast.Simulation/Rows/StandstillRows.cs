using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// Row C1's second trigger with what is beside it in a real pool: probes that take servers out while all stand still, some of them and not all by the chance of when
/// each is due, and limits that have fallen meanwhile. Who stood still with most of the pool goes on where it stopped.
/// </summary>
public sealed class StandstillRows(ITestOutputHelper output)
{
    private const double StallsAt = 8;
    private const double Load = 768;

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, false)]
    [InlineData(3, 3, false)]
    [InlineData(3, 4, true)]
    [InlineData(3, 5, true)]
    [InlineData(2.2, 6, false)]
    [InlineData(2.2, 7, true)]
    [InlineData(6, 8, false)]
    [InlineData(6, 9, true)]
    public void C1_AllServersStandStillAndProbesTakeSomeOut_FromHalfASecondAfterItMostAreServed(double stall, ulong seed, bool clientsLeave)
    {
        (World world, double ends) = Stalled(stall, seed, clientsLeave);
        world.All.Success(ends + 0.5, ends + 5).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    private (World World, double Ends) Stalled(double stall, ulong seed, bool clientsLeave)
    {
        var config = new HealthConfig { Path = "/healthz", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromMilliseconds(500), Fall = 2, Rise = 2 };
        World world = new World(seed) { Probes = config }.WithPlaces(8, 6).WithHealth().WithFairShares();
        ServiceTime service = ServiceTime.Lognormal(50, 0.3);
        world.Send(new Stream { Name = "critical", Class = RequestClass.Critical, Service = service, Rate = Traffic.Constant(0.3 * Load), Retries = 3, ClientsLeave = clientsLeave, Clients = 50 });
        world.Send(new Stream { Name = "users", Service = service, Rate = Traffic.Constant(0.7 * Load), Retries = 3, ClientsLeave = clientsLeave, Clients = 400, FirstClient = 1000 });
        double ends = StallsAt + stall;
        foreach (ServerModel server in world.Servers)
        {
            world.Schedule.At(StallsAt, () => server.Speed = 0);
            world.Schedule.At(ends, () => server.Speed = 1);
        }

        int least = int.MaxValue;
        world.Gateway.OnTick = () => least = Math.Min(least, world.Servers.Count(server => server.State.IsHealthy));
        world.Run(ends + 15);
        output.WriteLine($"{stall} s, seed {seed}: {least} servers were in at least; by half second "
            + string.Join(' ', Enumerable.Range(0, 20).Select(half => $"{world.All.GoodRate(ends + (half / 2.0), ends + ((half + 1) / 2.0)) / Load:P0}")));
        return (world, ends);
    }
}
