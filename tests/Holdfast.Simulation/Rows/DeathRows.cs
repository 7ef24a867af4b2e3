using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Rows B1 to B5: servers die, fall silent and come back, in a pool of eight at 80 % of its capacity.</summary>
public sealed class DeathRows(ITestOutputHelper output)
{
    private const double Load = 0.8 * Traffic.Capacity;
    private const double Dies = 20;
    private const double End = 40;

    private static readonly string[] Repeatable = ["critical", "users"];

    public static TheoryData<string, ulong> Fleets { get; } = new()
    {
        { "sharing", 201 },
        { "sharing", 202 },
        { "sharing", 203 },
        { "places", 204 },
        { "places", 205 },
        { "places", 206 },
    };

    [Theory]
    [MemberData(nameof(Fleets))]
    public void B1_OneOfEightIsKilledAt80Percent_OnlyWritesThatItHadAreLost(string kind, ulong seed)
    {
        (World world, int had, _) = Killed(kind, seed, 1);

        Repeatable.Sum(stream => world.Of(stream).Failed).ShouldBe(0);
        world.Of("writes").Failed.ShouldBeLessThanOrEqualTo(had);
        // Less is offered than the seven can do, so 98 % of that is wanted of it.
        world.All.Success(Dies + 0.3, End).ShouldBeGreaterThanOrEqualTo(0.98);
        world.Gateway.Violations.ShouldBe(0);
    }

    [Fact]
    public void B1_NothingIsSentAgain_IsSeen()
    {
        (World world, _, _) = Killed("places", 204, 1, Bug.NeverRepeats);
        Repeatable.Sum(stream => world.Of(stream).Failed).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void B1_DeadServerStaysInThePool_IsSeen()
    {
        (World world, _, _) = Killed("places", 204, 1, Bug.IgnoresRefusals);
        world.All.Success(Dies + 0.3, End).ShouldBeLessThan(0.98);
    }

    [Theory]
    [MemberData(nameof(Fleets))]
    public void B2_OneOfEightFallsSilent_IsOutWithinASecondAndLosesNoMoreThanItHad(string kind, ulong seed)
    {
        (World world, int limit) = Silent(kind, seed);

        world.All.Success(Dies + 1, End).ShouldBeGreaterThanOrEqualTo(0.95);
        world.All.FailedCount(0, End).ShouldBeLessThanOrEqualTo(limit);
        world.Gateway.Violations.ShouldBe(0);
    }

    [Fact]
    public void B2_SilenceIsNotLookedFor_IsSeen()
    {
        (World world, int limit) = Silent("places", 204, Bug.NeverSuspects);
        world.All.FailedCount(0, End).ShouldBeGreaterThan(limit);
    }

    [Theory]
    [MemberData(nameof(Fleets))]
    public void B3_ThreeOfEightDieTogether_NothingIsSprayedOverThemAndCriticalIsServed(string kind, ulong seed)
    {
        const double left = 5.0 / 8 * Traffic.Capacity;
        (World world, _, long sprayed) = Killed(kind, seed, 3);

        world.Of("critical").Success(Dies, End).ShouldBeGreaterThanOrEqualTo(0.999);
        world.All.GoodRate(Dies, End).ShouldBeGreaterThanOrEqualTo(0.97 * left);
        sprayed.ShouldBe(0);
        world.Gateway.Violations.ShouldBe(0);
    }

    [Fact]
    public void B3_DeadServersStayInThePool_IsSeen()
    {
        (World world, _, long sprayed) = Killed("places", 204, 3, Bug.IgnoresRefusals);
        world.Of("critical").Success(Dies, End).ShouldBeLessThan(0.999);
        sprayed.ShouldBeGreaterThan(0);
    }

    /// <summary>Had: what the dead servers were to answer. Sprayed: what they were sent from 300 ms after their death on.</summary>
    private (World World, int Had, long Sprayed) Killed(string kind, ulong seed, int dead, Bug bug = Bug.None)
    {
        World world = Send(Fleet(kind, seed), Load, bug);
        int had = 0;
        world.Schedule.At(Dies, () =>
        {
            had = world.Servers.Take(dead).Sum(server => server.State.InFlight);
            world.Servers.Take(dead).ToList().ForEach(world.Crash);
        });
        long before = 0;
        world.Schedule.At(Dies + 0.3, () => before = SentTo(world, dead));
        world.Run(End + 1);
        long sprayed = SentTo(world, dead) - before;
        output.WriteLine($"{kind}, seed {seed}: {dead} dead had {had}; lost critical {world.Of("critical").Failed}, users {world.Of("users").Failed}, writes {world.Of("writes").Failed}; "
            + $"success from 300 ms on {world.All.Success(Dies + 0.3, End):P2}, critical {world.Of("critical").Success(Dies, End):P3}, goodput {world.All.GoodRate(Dies, End) / (Traffic.Capacity * (8 - dead) / 8):P1} of what is left; "
            + $"sent to the dead {sprayed}; {Ejections(world)}; limits {Traffic.Limits(world)}");
        return (world, had, sprayed);
    }

    private (World World, int Limit) Silent(string kind, ulong seed, Bug bug = Bug.None)
    {
        World world = Send(Fleet(kind, seed), Load, bug);
        int limit = 0;
        world.Schedule.At(Dies, () =>
        {
            limit = world.Servers[0].State.Limit;
            world.Servers[0].Speed = 0;
        });
        world.Run(End + 1);
        output.WriteLine($"{kind}, seed {seed}: limit {limit}; lost {world.All.FailedCount(0, End)}, of them writes {world.Of("writes").Failed}; first second {world.All.Success(Dies, Dies + 1):P1}, "
            + $"from 1 s on {world.All.Success(Dies + 1, End):P2}; {Ejections(world)}; limits {Traffic.Limits(world)}");
        return (world, limit);
    }

    private static long SentTo(World world, int dead) => world.Servers.Take(dead).Sum(server => server.State.Requests);

    private static string Ejections(World world) =>
        "out: " + string.Join(' ', world.Gateway.Health!.Ejections.Take(12).Select(each => $"{each.Server.Name} {each.At:F2} s {EjectionReasons.LabelOf(each.Reason)}"));

    internal static World Fleet(string kind, ulong seed) => kind == "places" ? new World(seed).WithPlaces(Traffic.Servers, Traffic.Knee) : Traffic.Fleet(seed);

    /// <summary>As in the drills of these rows: three requests in ten are critical, one is a write, which must not be sent twice.</summary>
    internal static World Send(World world, double rate, Bug bug)
    {
        world.WithHealth();
        world.Gateway.Bug = bug;
        ServiceTime service = ServiceTime.Lognormal(Traffic.BaseMilliseconds, 0.3);
        world.Send(new Stream { Name = "critical", Class = RequestClass.Critical, Service = service, Rate = Traffic.Constant(0.3 * rate) });
        world.Send(new Stream { Name = "users", Service = service, FirstClient = 1000, Rate = Traffic.Constant(0.6 * rate) });
        return world.Send(new Stream { Name = "writes", Service = service, FirstClient = 2000, IsIdempotent = false, Rate = Traffic.Constant(0.1 * rate) });
    }
}
