using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Rows C and D, G: servers change under load, or differ.</summary>
public sealed class ServerRows(ITestOutputHelper output)
{
    [Theory]
    [InlineData("five times")]
    [InlineData("stall")]
    public void C1_TriggerWithRetries_EndsWithTheTrigger(string trigger)
    {
        (World world, double ends, double amplification) = Triggered(trigger, LimitSettings.Default);
        (world.All.GoodRate(ends + 2, ends + 12) / (0.8 * Traffic.Capacity)).ShouldBeGreaterThanOrEqualTo(0.95);
        amplification.ShouldBeLessThanOrEqualTo(1.1);
    }

    [Theory]
    [InlineData("five times")]
    [InlineData("stall")]
    public void C1_WithoutLimits_ServersAreAskedForMuchMore_SoTheMeasureCanFail(string trigger) =>
        Triggered(trigger, LimitSettings.Default with { Fixed = ServerState.Unlimited }).Amplification.ShouldBeGreaterThan(1.5);

    /// <summary>
    /// Amplification: what servers were sent from the trigger on until two seconds after it, over what they could do of that which clients wanted. Over
    /// the whole run, or over all that was offered, anything would look small.
    /// </summary>
    private (World World, double Ends, double Amplification) Triggered(string trigger, LimitSettings settings)
    {
        const double begins = 20;
        World world = Traffic.Fleet(11, settings);
        bool isStall = trigger == "stall";
        double ends = isStall ? begins + 3 : begins + 10;
        Func<double, double> rate = isStall ? Traffic.Constant(0.8 * Traffic.Capacity) : Traffic.Surge(begins, ends, 0.8 * Traffic.Capacity, 5 * Traffic.Capacity);
        world.Send(new Stream { Name = "all", Service = ServiceTime.Fixed(50), Rate = rate, Retries = 3 });
        if (isStall)
        {
            world.Schedule.At(begins, () => SetSpeed(world, 0));
            world.Schedule.At(ends, () => SetSpeed(world, 1));
        }

        double before = 0;
        double sent = 0;
        world.Schedule.At(begins, () => before = world.Gateway.Dispatches);
        world.Schedule.At(ends + 2, () => sent = world.Gateway.Dispatches - before);
        world.Run(60);
        for (double t = ends; t < ends + 5; t += 0.5)
        {
            output.WriteLine($"{t:F1}: {world.All.GoodRate(t, t + 0.5) / (0.8 * Traffic.Capacity):P1}");
        }

        double wanted = Enumerable.Range(0, (int)(ends + 2 - begins)).Sum(second => Math.Min(world.All.Offered(begins + second, begins + second + 1), Traffic.Capacity));
        output.WriteLine($"{trigger}: amplification to servers {sent / wanted:F3}, at the gateway {world.All.Attempts / world.All.Offered(0, 60):F2}, limits {Traffic.Limits(world)}");
        return (world, ends, sent / wanted);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    public void ServersThatCollapse_AreKeptBelowThat(double times)
    {
        // Universal Scalability Law: most at 31 requests at once, at 100 two thirds of that, at 300 a third.
        World world = new World(31).With(8, each => new SharingServer(each.Schedule, SharingServer.Scalability(0.02, 0.001)));
        const double most = 8 * 31 / (1 + (0.02 * 30) + (0.001 * 31 * 30)) / 0.05;
        world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Step(5, 0.3 * most, times * most), DeadlineSeconds = 2 }).Run(60);
        output.WriteLine($"x{times}: goodput {world.All.GoodRate(10, 58) / most:P1}, limits {Traffic.Limits(world)}");
        world.All.GoodRate(10, 58).ShouldBeGreaterThanOrEqualTo(0.7 * most);
        world.Servers.ShouldAllBe(server => server.State.Limit <= 60);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void C2_SustainedThreeTimesTheCapacity_LimitsStayAtTheKnee(int knee)
    {
        const double seconds = 120;
        const int seeds = 3;
        double capacity = 2 * knee / 0.05;
        double early = 0;
        double late = 0;
        double good = 0;
        for (ulong seed = 12; seed < 12 + seeds; seed++)
        {
            World world = new World(seed).WithSharing(2, knee);
            var sums = new List<int>();
            world.Gateway.OnTick = () => sums.Add(world.Servers.Sum(server => server.State.Limit));
            world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Step(5, 0.5 * capacity, 3 * capacity), DeadlineSeconds = 0.5 }).Run(seconds);
            early += sums.Skip(300).Take(300).Average() / 2 / seeds;
            late += sums.TakeLast(300).Average() / 2 / seeds;
            output.WriteLine($"knee {knee}, seed {seed}: second minute {sums.Skip(300).Take(300).Average() / 2:F1}, last {sums.TakeLast(300).Average() / 2:F1}, most {sums.Skip(100).Max() / 2.0:F1}, goodput {world.All.GoodRate(10, seconds - 1) / capacity:P2}");
            good += world.All.GoodRate(10, seconds - 1) / capacity / seeds;
        }

        // Seed 12 with a knee of 50 reaches 90 %: one of two servers learns in the first seconds that it is slower than it is.
        good.ShouldBeGreaterThanOrEqualTo(0.94);

        // Target 1.3 times the knee; a knee of 10 settles between 12 and 14, because two more requests are the least that keep it busy.
        late.ShouldBeLessThanOrEqualTo(Math.Max(1.3 * knee, knee + 4));
        late.ShouldBeLessThanOrEqualTo((1.05 * early) + 1);
    }

    [Fact]
    public void C2_EveryCallTimesOut_LimitsFallToTheFloor()
    {
        World world = Traffic.Fleet(13);
        world.Send(new Stream { Name = "all", Service = ServiceTime.Fixed(50), Rate = Traffic.Constant(3 * Traffic.Capacity), DeadlineSeconds = 0.5 });
        world.Schedule.At(10, () => SetSpeed(world, 0.01));
        world.Run(60);
        output.WriteLine(Traffic.Limits(world));
        world.Servers.ShouldAllBe(server => server.State.Limit <= 13);
    }

    [Fact]
    public void C3_KneeFallsAndRises_LimitFollows()
    {
        const int servers = 2;
        World world = new World(14).WithSharing(servers, 200);
        double capacity = servers * 200 / 0.05;
        world.Send(new Stream { Name = "all", Service = ServiceTime.Fixed(50), Rate = Traffic.Step(4, 0.7 * capacity, 1.5 * capacity) });
        var trace = new List<(double Time, double Limit)>();
        world.Gateway.OnTick = () => trace.Add((world.Schedule.Seconds, world.Servers.Average(server => (double)server.State.Limit)));
        world.Schedule.At(10, () => SetKnee(world, 50));
        world.Schedule.At(20, () => SetKnee(world, 200));
        world.Run(30);
        double down = trace.First(at => at.Time >= 10 && at.Limit <= 62.5).Time - 10;
        double up = trace.First(at => at.Time >= 20 && at.Limit >= 150).Time - 20;
        var settled = trace.Where(at => at.Time is > 13 and < 20).Select(at => at.Limit).ToList();
        output.WriteLine($"down in {down:F1} s, up in {up:F1} s, between {settled.Min():F0} and {settled.Max():F0}; at 10: {trace.Last(at => at.Time < 10).Limit:F0}, end {trace[^1].Limit:F0}");
        down.ShouldBeLessThanOrEqualTo(2);
        up.ShouldBeLessThanOrEqualTo(5);
        settled.Max().ShouldBeLessThanOrEqualTo(62.5);
        settled.Min().ShouldBeGreaterThanOrEqualTo(40);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1.5)]
    public void C4_ServersBecomeHalfAsFast_NewCapacityIsUsedWithinAMinute(double load)
    {
        // One seed says little here: of eight servers one or two may learn their new speed late, which is 94 to 101 % by seed.
        const int seeds = 6;
        double capacity = Math.Min(load, 0.5) * Traffic.Capacity;
        double sum = 0;
        for (ulong seed = 15; seed < 15 + seeds; seed++)
        {
            World world = Traffic.Fleet(seed);
            world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant(load * Traffic.Capacity), DeadlineSeconds = 2 });
            world.Schedule.At(30, () => SetSpeed(world, 0.5));
            world.Run(121);
            double reached = world.All.GoodRate(90, 119) / capacity;
            output.WriteLine($"seed {seed}: {world.All.GoodRate(30, 60) / capacity:P1}, {world.All.GoodRate(60, 90) / capacity:P1}, then {reached:P1}, limits {Traffic.Limits(world)}");
            sum += reached;
        }

        (sum / seeds).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void C5_MixOfRoutesFlips_NobodyIsShed()
    {
        World world = Traffic.Fleet(16, routes: 2);
        // 5 ms and 100 ms: 90/10 needs 14.5 ms on average, 10/90 needs 90.5. 60 % of the capacity before and after.
        double fast = 0.6 * Traffic.Servers * Traffic.Knee / 0.0145;
        double slow = 0.6 * Traffic.Servers * Traffic.Knee / 0.0905;
        world.Send(new Stream { Name = "fast", Service = ServiceTime.Exponential(5), Rate = Traffic.Step(30, 0.9 * fast, 0.1 * slow) });
        world.Send(new Stream { Name = "slow", Service = ServiceTime.Exponential(100), Route = 1, Rate = Traffic.Step(30, 0.1 * fast, 0.9 * slow), DeadlineSeconds = 3 });
        world.Run(60);
        double share = world.All.ShedCount(0, 60) / world.All.Offered(0, 60);
        output.WriteLine($"shed {share:P3}, failed {world.All.Failed}, limits {Traffic.Limits(world)}");
        share.ShouldBeLessThanOrEqualTo(0.001);
    }

    [Fact]
    public void D1_OneServerBecomesTenTimesSlower_TheOthersAreNotDraggedAlong()
    {
        World world = Traffic.Fleet(17);
        world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant(0.8 * Traffic.Capacity), DeadlineSeconds = 3 });
        world.Schedule.At(20, () => world.Servers[3].Speed = 0.1);
        world.Run(81);
        double capacity = Math.Min(0.8, 7.1 / 8) * Traffic.Capacity;
        double before = world.All.Latency(99, 5, 20);
        double after = world.All.Latency(99, 25, 80);
        output.WriteLine($"goodput {world.All.GoodRate(20, 80) / capacity:P2}, p99 {before * 1e3:F0} -> {world.All.Latency(99, 20, 80) * 1e3:F0} (from 5 s on {after * 1e3:F0}) ms, limits {Traffic.Limits(world)}");
        (world.All.GoodRate(20, 80) / capacity).ShouldBeGreaterThanOrEqualTo(0.97);
        after.ShouldBeLessThanOrEqualTo(1.3 * before);
    }

    [Fact]
    public void G1_TwoOfSixteenServersAreSixteenTimesSlower_PoolIsAsQuickAsWithoutThem()
    {
        World fast = new World(19).WithSharing(14, 10);
        World mixed = new World(19).WithSharing(14, 10).WithSharing(2, 10);
        foreach (ServerModel slow in mixed.Servers.Skip(14))
        {
            slow.Speed = 1 / 16.0;
        }

        foreach (World world in new[] { fast, mixed })
        {
            world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant(0.7 * 2800), DeadlineSeconds = 5 }).Run(61);
        }

        double alone = fast.All.Latency(99, 20, 60);
        double together = mixed.All.Latency(99, 20, 60);
        output.WriteLine($"p99 {alone * 1e3:F0} -> {together * 1e3:F0} ms, limits {Traffic.Limits(mixed)}");
        together.ShouldBeLessThanOrEqualTo(1.3 * alone);
    }

    [Fact]
    public void G2_FourEqualServers_AsMuchAsRoundRobin()
    {
        // Round robin with nothing but a queue in every server is as busy as servers can be.
        double Goodput(LimitSettings settings)
        {
            World world = new World(20, settings).WithPlaces(4, 4);
            world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(20), Rate = Traffic.Constant(1.2 * 800) }).Run(61);
            output.WriteLine($"goodput {world.All.GoodRate(5, 60) / 800:P2}, limits {Traffic.Limits(world)}");
            return world.All.GoodRate(5, 60);
        }

        Goodput(LimitSettings.Default).ShouldBeGreaterThanOrEqualTo(0.99 * Goodput(new LimitSettings { Fixed = 16 }));
    }

    private static Func<World, ServerModel> Sharing(double knee) => world => new SharingServer(world.Schedule, SharingServer.Knee(knee));

    private static void SetSpeed(World world, double speed)
    {
        foreach (ServerModel server in world.Servers)
        {
            server.Speed = speed;
        }
    }

    private static void SetKnee(World world, double knee)
    {
        foreach (ServerModel server in world.Servers)
        {
            ((SharingServer)server).RateOfEach = SharingServer.Knee(knee);
        }
    }
}
