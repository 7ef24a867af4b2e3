using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Requests of half a minute: no server gives enough answers to judge it by.</summary>
public sealed class LongRequestRows(ITestOutputHelper output)
{
    private const double Seconds = 180;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ThreeHundredLongPolls_GetTheirPlaces(int servers)
    {
        World world = new World(60).WithPlaces(servers, 500);
        world.Keep(new ClosedLoop { Stream = Polls(ServiceTime.Fixed(30_000)), RefusedSeconds = 1 }).Run(Seconds);
        Describe(world);
        // Nothing is known in the first seconds; the first answers come after 30.
        world.All.ShedCount(10, Seconds).ShouldBe(0);
        world.Servers.Sum(server => server.Present).ShouldBe(300);
    }

    [Fact]
    public void LongPollsOfManyLengths_GetTheirPlaces()
    {
        World world = new World(61).WithPlaces(2, 500);
        world.Keep(new ClosedLoop { Stream = Polls(ServiceTime.Exponential(30_000)), RefusedSeconds = 1 }).Run(Seconds);
        Describe(world);
        world.All.ShedCount(20, Seconds).ShouldBe(0);
    }

    [Fact]
    public void QuickRequestsThatHang_GetNoMorePlaces()
    {
        World world = Traffic.Fleet(62);
        world.Keep(new ClosedLoop { Stream = Polls(ServiceTime.Exponential(50)) with { Clients = 1_000 }, RefusedSeconds = 0.1 });
        int most = 0;
        world.Schedule.At(10, () =>
        {
            foreach (ServerModel server in world.Servers)
            {
                server.Speed = 0;
            }
        });
        world.Schedule.At(10.5, () => most = world.Servers.Max(server => server.State.Limit));
        world.Run(40);
        Describe(world);
        world.Servers.Max(server => server.State.Limit).ShouldBeLessThanOrEqualTo(most);
    }

    private static Stream Polls(ServiceTime service) => new()
    {
        Name = "polls",
        Service = service,
        Rate = Traffic.Constant(0),
        Clients = 300,
        DeadlineSeconds = 300,
    };

    private void Describe(World world) => output.WriteLine(
        $"shed {world.All.ShedCount(0, 10):F0} in 10 s, {world.All.ShedCount(10, 20):F0} in the next, {world.All.ShedCount(20, Seconds):F0} later; limits {Traffic.Limits(world)}, at the servers {world.Servers.Sum(server => server.Present)}, "
        + $"capacity {world.Gateway.Control.State.Capacity:F2}, median {world.Gateway.Control.State.MedianServiceNanoseconds / 1e9:F1} s, crowd {world.Gateway.Control.State.Crowd}, seed {world.Seed}");
}
