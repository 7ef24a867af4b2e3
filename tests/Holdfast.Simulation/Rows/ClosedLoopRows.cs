using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// Clients that wait for their answer: they offer no more than the pool can do, however many they are, so nobody is refused while their
/// number over the capacity is a wait that is good enough.
/// </summary>
public sealed class ClosedLoopRows(ITestOutputHelper output)
{
    // Places, service time, clients: what each client waits for the others' sake follows from it.
    public static TheoryData<string, int, int, double, int> Fitting { get; } = new()
    {
        // 20,000 requests/s: a queue of 6 ms.
        { "quick servers", 4, 10, 2, 200 },
        // 1,600 requests/s: a queue of 75 ms.
        { "slow servers", 8, 10, 50, 200 },
        // 32,000 requests/s: a queue of 130 ms.
        { "a crowd", 8, 40, 10, 5_000 },
        // 1,000 requests/s: nobody waits.
        { "more servers than clients", 8, 25, 200, 150 },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public void ClientsThatWaitForTheirAnswers_AreNotRefused(string name, int servers, int places, double milliseconds, int clients)
    {
        World world = new World(50).WithPlaces(servers, places);
        double capacity = servers * places / milliseconds * 1e3;
        world.Keep(new ClosedLoop { Stream = Clients(clients, milliseconds), OverSeconds = 5 }).Run(15);
        Describe(name, world, capacity);
        world.All.ShedCount(0, 15).ShouldBe(0);
        // What is missing is due to limits that have not grown to the servers' places yet.
        world.All.GoodRate(6, 14).ShouldBeGreaterThanOrEqualTo(0.85 * Math.Min(capacity, clients / milliseconds * 1e3));
        world.Gateway.QueueWaits.Percentile(99).ShouldBeLessThanOrEqualTo(250e6 * 1.04);
    }

    [Fact]
    public void IdleClientsSpeakAllAtOnce_EachIsAnswered()
    {
        World world = new World(51).WithPlaces(8, 40);
        world.Send(new Stream { Name = "usual", Service = ServiceTime.Exponential(10), Rate = Traffic.Constant(200) });
        world.Keep(new ClosedLoop { Stream = Clients(5_000, 10) with { FirstClient = 1000 }, FromSeconds = 10, ThinkSeconds = 2 }).Run(20);
        Describe("5,000 at once", world, 32_000);
        world.All.ShedCount(0, 20).ShouldBe(0);
        world.All.Failed.ShouldBe(0);
    }

    [Fact]
    public void NewPoolIsAskedByAllAtOnce_NobodyIsRefused()
    {
        World world = new World(52).WithPlaces(4, 20);
        world.Keep(new ClosedLoop { Stream = Clients(200, 50), FromSeconds = 0.05 }).Run(10);
        Describe("cold", world, 1600);
        world.All.ShedCount(0, 10).ShouldBe(0);
    }

    [Fact]
    public void MoreClientsThanCanWait_AreShedAndServersStayBusy()
    {
        World world = Traffic.Fleet(53);
        // 1,600 requests/s: 2,000 clients would wait for more than a second.
        world.Keep(new ClosedLoop { Stream = Clients(2_000, 50), FromSeconds = 1, RefusedSeconds = 0.05 }).Run(20);
        Describe("too many", world, Traffic.Capacity);
        world.All.ShedCount(5, 19).ShouldBeGreaterThan(0);
        world.All.GoodRate(5, 19).ShouldBeGreaterThanOrEqualTo(0.95 * Traffic.Capacity);
        world.All.Latency(99, 5, 19).ShouldBeLessThanOrEqualTo(0.8);
    }

    [Fact]
    public void CrowdShrinks_RefusedClientsThatAskAgainAtOnceAreLetInAgain()
    {
        World world = Traffic.Fleet(54);
        world.Keep(new ClosedLoop { Stream = Clients(200, 50) });
        world.Send(new Stream { Name = "surge", Service = ServiceTime.Exponential(50), FirstClient = 1000, Rate = Traffic.Surge(5, 10, 0, 5 * Traffic.Capacity) });
        world.Run(20);
        Describe("after a surge", world, Traffic.Capacity);
        world.All.ShedCount(5, 10).ShouldBeGreaterThan(0);
        world.All.ShedCount(13, 19).ShouldBe(0);
    }

    private static Stream Clients(int count, double milliseconds) => new()
    {
        Name = "clients",
        Service = ServiceTime.Exponential(milliseconds),
        Rate = Traffic.Constant(0),
        Clients = count,
        DeadlineSeconds = 30,
    };

    private void Describe(string name, World world, double capacity) => output.WriteLine(
        $"{name}: shed {world.All.ShedCount(0, 100):F0} of {world.All.Offered(0, 100):F0}, failed {world.All.Failed}, goodput at 5 to 14 s {world.All.GoodRate(5, 14) / capacity:P1}, "
        + $"wait p99 {world.Gateway.QueueWaits.Percentile(99) / 1e6:F0} ms, crowd {world.Gateway.Control.State.Crowd}, capacity {world.Gateway.Control.State.Capacity:F0} of {capacity:F0}, limits {Traffic.Limits(world)}, seed {world.Seed}");
}
