using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// Row D2, as far as it can be seen without a process: what the gateway holds for requests and clients at ten times the capacity. The row's own figure, resident memory,
/// is measured live.
/// </summary>
public sealed class MemoryRows(ITestOutputHelper output)
{
    private const double Seconds = 600;
    private const double Capacity = 2 * 2 / 0.05;

    // What one worker can tell apart, times the workers, would do; the control loop remembers no more than this.
    private const int MostClients = 4_096;

    [Theory]
    [InlineData(231)]
    [InlineData(232)]
    public void D2_TenTimesTheCapacityForTenMinutes_WhatIsHeldIsBoundedAndFlat(ulong seed)
    {
        Held held = Hold(10, seed);
        Held less = Hold(2, seed);

        held.Excess.ShouldBeLessThanOrEqualTo(0);
        held.Last.ShouldBeLessThanOrEqualTo(1.1 * held.Middle);
        held.Last.ShouldBeLessThanOrEqualTo(1.5 * less.Last, "what is held follows from what the pool can do, not from what is asked of it");
    }

    /// <summary>Every request comes from another client, as from a crowd or a forger of addresses.</summary>
    [Fact]
    public void D2_ClientsNeverComeTwice_NoMoreOfThemAreRememberedThanThereIsRoomFor() =>
        Hold(10, 233, clients: int.MaxValue, seconds: 30).MostClients.ShouldBeInRange(MostClients / 2, MostClients);

    [Fact]
    public void D2_QueueWithoutBounds_IsSeen()
    {
        Held held = Hold(10, 231, Bug.ForgetsBounds, seconds: 60);
        held.Excess.ShouldBeGreaterThan(0);
        held.Last.ShouldBeGreaterThan(1.1 * held.Middle);
    }

    private Held Hold(double times, ulong seed, Bug bug = Bug.None, int clients = 200, double seconds = Seconds)
    {
        World world = new World(seed).WithPlaces(2, 2).WithFairShares();
        world.Gateway.Bug = bug;
        world.Send(new Stream { Name = "all", Clients = clients, Service = ServiceTime.Exponential(50), Rate = Traffic.Step(5, 0.5 * Capacity, times * Capacity), DeadlineSeconds = 30 });
        var waiting = new List<int>();
        var held = new Held();
        int bound = 0;
        world.Gateway.OnTick = () =>
        {
            WaitQueue queue = world.Gateway.Queue;
            waiting.Add(queue.Count + world.Servers.Sum(server => server.State.InFlight));
            // Before anybody has had to wait for a second nothing is known, and patience alone bounds the queue. Whoever is beyond a bound that has shrunk goes at the
            // queue's next look.
            int before = bound;
            bound = BoundOf(world);
            held.Excess = world.Schedule.Seconds < 10 ? 0 : Math.Max(held.Excess, queue.Count - Math.Max(bound, before));
            held.MostClients = Math.Max(held.MostClients, world.Gateway.ClientsRemembered);
        };
        world.Run(seconds);
        int third = waiting.Count / 3;
        held.Middle = waiting.Skip(third).Take(third).Average();
        held.Last = waiting.TakeLast(third).Average();
        output.WriteLine($"x{times}, seed {seed}: held {held.Middle:F1} in the middle third, {held.Last:F1} in the last, most {waiting.Max()}; most waiting above the bound {held.Excess}, clients remembered {held.MostClients} "
            + $"of {world.All.Offered(0, seconds):F0}; goodput {world.All.GoodRate(10, seconds - 1) / Capacity:P1}");
        return held;
    }

    /// <summary>Those of the whole queue that would be served before they lose their patience.</summary>
    private static int BoundOf(World world)
    {
        PoolControlState state = world.Gateway.Control.State;
        return QueueSettings.For(state.Capacity, state.MedianServiceNanoseconds, state.Crowd).Count;
    }

    private sealed class Held
    {
        public int Excess { get; set; }

        public int MostClients { get; set; }

        public double Middle { get; set; }

        public double Last { get; set; }
    }
}
