using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Servers that fail some of their requests at once: fewer than those that take them out of the pool. Their failures must repel, not attract.</summary>
public sealed class FailureRows(ITestOutputHelper output)
{
    private const int Knee = 10;

    [Theory]
    [InlineData(3, 0.45, 0.3, 0.05)]
    [InlineData(3, 0.45, 0.6, 0.05)]
    [InlineData(2, 0.45, 0.4, 0.08)]
    [InlineData(4, 0.2, 0.6, 0.15)]
    public void ServerFailsManyAtOnce_IsAskedLeast(int servers, double failing, double load, double most)
    {
        World world = Fleet(servers, failing);
        world.Servers[0].ErrorShare = failing;
        double share = ShareOfFirst(world, load, servers);
        share.ShouldBeLessThanOrEqualTo(most);
    }

    /// <summary>Half of what clients ask for fails wherever it is sent: no server is to blame.</summary>
    [Fact]
    public void AllServersFailAlike_NoneIsSpared()
    {
        World world = Fleet(3, 0.3);
        foreach (ServerModel server in world.Servers)
        {
            server.ErrorShare = 0.3;
        }

        ShareOfFirst(world, 0.5, 3).ShouldBeInRange(0.25, 0.42);
    }

    [Fact]
    public void ServerIsWellAgain_HasItsShareWithinTenSeconds()
    {
        World world = Fleet(3, 0.45);
        world.Servers[0].ErrorShare = 0.45;
        world.Schedule.At(20, () => world.Servers[0].ErrorShare = 0);
        ShareOfFirst(world, 0.5, 3, from: 30, until: 60).ShouldBeGreaterThanOrEqualTo(0.28);
    }

    /// <summary>A few errors are everyday life, and no reason to ask one server less than another.</summary>
    [Fact]
    public void ServerFailsFew_KeepsItsShare()
    {
        World world = Fleet(3, 0.02);
        world.Servers[0].ErrorShare = 0.02;
        ShareOfFirst(world, 0.5, 3).ShouldBeInRange(0.28, 0.4);
    }

    private static World Fleet(int servers, double failing) => new World(81 + (ulong)(failing * 100)).WithSharing(servers, Knee);

    private double ShareOfFirst(World world, double load, int servers, double from = 5, double until = 60)
    {
        double rate = load * servers * Knee / 0.05;
        world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant(rate), DeadlineSeconds = 2 });
        uint first = 0;
        long all = 0;
        world.Schedule.At(from, () => (first, all) = (world.Servers[0].State.Requests, world.Gateway.Dispatches));
        world.Run(until);
        double share = (world.Servers[0].State.Requests - first) / (double)(world.Gateway.Dispatches - all);
        output.WriteLine($"seed {world.Seed}: {servers} servers at {load:P0}, {share:P1} of the requests, failed {world.All.Failed / world.All.Offered(0, until):P1}, "
            + $"good {world.All.GoodRate(from, until - 1) / rate:P1}, limits {Traffic.Limits(world)}, failing {string.Join(' ', world.Servers.Select(server => $"{server.State.Failing:F1}"))}");
        return share;
    }
}
