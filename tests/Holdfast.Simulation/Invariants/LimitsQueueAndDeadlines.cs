using FsCheck;
using FsCheck.Fluent;
using Holdfast.Simulation.Rows;

namespace Holdfast.Simulation.Invariants;

/// <summary>
/// I1: never more in flight than the limit. I2: nobody waits beside a free slot that they may have. I3: nobody is sent after the deadline, nor, but for a few
/// who are to find out whether it is still so, when less time is left than the answer usually takes. I4: nobody is refused beside a free slot while the queue
/// is empty, whatever the threshold says. In random worlds with servers that die, drain, change their speed and are capped; and each is broken on purpose once.
/// </summary>
public sealed class LimitsQueueAndDeadlines
{
    private const double Seconds = 4;

    // Shrinking would look for smaller worlds, but the seed alone repeats a failure.
    private static readonly Gen<Scenario> Scenarios =
        from seed in Gen.Choose(1, 1_000_000)
        from servers in Gen.Choose(1, 6)
        from places in Gen.Choose(1, 8)
        from load in Gen.Choose(50, 1000)
        from deadline in Gen.Choose(20, 600)
        from resets in Gen.Choose(0, 30)
        select new Scenario(seed, servers, places, load / 100.0, deadline / 1000.0, resets / 100.0);

    [Fact]
    public void RandomWorlds_HoldAll() =>
        Prop.ForAll(Arb.From(Scenarios), scenario => Violations(scenario, Bug.None) == 0).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(nameof(Bug.OverstepsLimits))]
    [InlineData(nameof(Bug.ForgetsWaiters))]
    [InlineData(nameof(Bug.ForgetsDeadlines))]
    [InlineData(nameof(Bug.ObeysTheThresholdAlone))]
    public void EachMistake_IsSeen(string bug) =>
        Enumerable.Range(1, 5).Sum(seed => Violations(new Scenario(seed, 2, 3, 4, 0.15), Enum.Parse<Bug>(bug))).ShouldBeGreaterThan(0);

    /// <summary>Half of the answers take 35 ms and more, which a quarter of the clients do not wait for: one of 16 of those is sent all the same.</summary>
    [Fact]
    public void AnswersWouldHardlyComeInTime_AFewAreSentToSeeWhetherItIsStillSo()
    {
        World world = Hasty(Bug.None);
        double share = world.Gateway.Canaries / world.Of("hasty").Offered(0, Seconds);
        share.ShouldBeInRange(0.5 / 16, 1.5 / 16);
        world.Gateway.Violations.ShouldBe(0);
        Hasty(Bug.SendsTheHopeless).Gateway.Violations.ShouldBeGreaterThan(0);
    }

    /// <summary>The first of the queue waits for another server than the one that has just failed it; those behind it need not.</summary>
    [Fact]
    public void HoldingUpTheQueueForTheFirst_IsSeen()
    {
        static int Held(Bug bug) => Enumerable.Range(1, 20).Sum(seed => Violations(new Scenario(seed, 2, 3, 0.9, 0.5, 0.3), bug));
        Held(Bug.HoldsUpForTheFirst).ShouldBeGreaterThan(0);
        Held(Bug.None).ShouldBe(0);
    }

    [Fact]
    public void TheGatewaysOwnCounters_StayAtNothingInRandomWorlds() =>
        Prop.ForAll(Arb.From(Scenarios), scenario => Counted(scenario, Bug.None) == (0, 0, 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void TheGatewaysOwnCounters_SeeEachMistake()
    {
        SumOf(Bug.OverstepsLimits).Overruns.ShouldBeGreaterThan(0);
        SumOf(Bug.NeverLooksAgain).IdleSlots.ShouldBeGreaterThan(0);
        SumOf(Bug.ForgetsDeadlines).Expired.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void CrowdIsGone_EverySlotIsBack()
    {
        World world = Create(new Scenario(7, 3, 4, 8, 0.4), Bug.None);
        world.Run(Seconds + 3);
        world.Servers.ShouldAllBe(server => server.State.InFlight == 0);
        world.Gateway.Queue.Count.ShouldBe(0);
    }

    private static (long Overruns, long IdleSlots, long Expired) SumOf(Bug bug) =>
        Enumerable.Range(1, 5).Select(seed => Counted(new Scenario(seed, 2, 3, 4, 0.15), bug)).Aggregate((a, b) => (a.Overruns + b.Overruns, a.IdleSlots + b.IdleSlots, a.Expired + b.Expired));

    private static (long Overruns, long IdleSlots, long Expired) Counted(Scenario scenario, Bug bug)
    {
        World world = Create(scenario, bug).Run(Seconds + 1);
        return (world.Servers.Sum(server => world.Gateway.Sweep.OverrunsOf(server.State)), world.Gateway.Sweep.IdleSlots, world.Gateway.ExpiredDispatches);
    }

    private static int Violations(Scenario scenario, Bug bug) => Create(scenario, bug).Run(Seconds + 1).Gateway.Violations;

    private static World Hasty(Bug bug)
    {
        World world = new World(9).WithPlaces(2, 16);
        world.Gateway.Bug = bug;
        world.Send(new Stream { Name = "patient", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant(300) });
        world.Send(new Stream { Name = "hasty", Service = ServiceTime.Exponential(50), FirstClient = 1000, Rate = t => t < Seconds ? 100 : 0, DeadlineSeconds = 0.02 });
        return world.Run(Seconds + 1);
    }

    private static World Create(Scenario scenario, Bug bug)
    {
        var random = new SeededRandom((ulong)scenario.Seed);
        World world = new World((ulong)scenario.Seed).WithPlaces(scenario.Servers, scenario.Places);
        world.Gateway.Bug = bug;
        // Those whose connection broke wait for another server, while others may have this one.
        world.Servers[0].ResetShare = scenario.Resets;
        double capacity = scenario.Servers * scenario.Places / 0.05;
        foreach (RequestClass each in Enum.GetValues<RequestClass>())
        {
            world.Send(new Stream
            {
                Name = each.ToString(),
                Class = each,
                Service = ServiceTime.Exponential(50),
                DeadlineSeconds = scenario.Deadline,
                Rate = t => t < Seconds ? scenario.Load * capacity / 4 : 0,
            });
        }

        for (int change = 0; change < 12; change++)
        {
            ServerModel server = world.Servers[random.Next(scenario.Servers)];
            double at = random.NextDouble() * Seconds;
            int what = random.Next(6);
            world.Schedule.At(at, () => Change(world, server, what));
        }

        return world;
    }

    private static void Change(World world, ServerModel server, int what)
    {
        switch (what)
        {
            case 0:
                server.State.Draining = !server.State.Draining;
                break;
            case 1:
                server.State.Cap = 1;
                break;
            case 2:
                server.State.Cap = ServerState.Unlimited;
                break;
            case 3:
                server.Speed = server.Speed > 0.5 ? 0.1 : 1;
                break;
            case 4:
                server.State.Limit = Math.Max(1, server.State.Limit / 2);
                break;
            case 5 when server.State.IsHealthy:
                world.Kill(server);
                break;
            case 5:
                server.State.Set(ServerCondition.Ejected, false);
                break;
        }

        world.Gateway.Look();
    }

    private sealed record Scenario(int Seed, int Servers, int Places, double Load, double Deadline, double Resets = 0);
}
