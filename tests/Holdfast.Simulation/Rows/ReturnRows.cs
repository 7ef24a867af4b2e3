using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Rows B4 and B5: servers come back, one of them cold, all of them together.</summary>
public sealed class ReturnRows(ITestOutputHelper output)
{
    private const double Gone = 16;
    private const double Back = 22;
    private const double Warm = Back + 5;
    private const double End = 52;

    private const double AllGone = 12;
    private const double AllBack = 42;
    private const double AllEnd = 66;

    private const double Window = 2;

    // Some seconds after the return of a pool above its capacity its servers are looked at with little to do, one after the other: a sixteenth of the capacity, for
    // two or three seconds. A collapse is another thing.
    private const double Collapse = 0.9;

    [Theory]
    [InlineData("sharing", 211)]
    [InlineData("sharing", 212)]
    [InlineData("sharing", 213)]
    [InlineData("places", 214)]
    [InlineData("places", 215)]
    [InlineData("places", 216)]
    public void B4_ServerComesBackTenTimesSlowerFor5Seconds_NobodyNoticesAndItHasItsShareIn15(string kind, ulong seed)
    {
        World world = DeathRows.Fleet(kind, seed);
        (double share, double times) = Cold(world, Bug.None);

        share.ShouldBeLessThanOrEqualTo(15);
        (world.All.FailedCount(Back, End) + world.All.ShedCount(Back, End)).ShouldBe(0);
        times.ShouldBeLessThanOrEqualTo(1.3);
        world.Gateway.Violations.ShouldBe(0);
    }

    /// <summary>
    /// A full limit at once is not enough to be seen (1.10 times): the limit is law, and a server that is known to be slow is asked less. Without all three it is flooded.
    /// </summary>
    [Fact]
    public void B4_NeitherRampNorLimitNorPace_IsSeen()
    {
        var world = new World(214, LimitSettings.Default with { Fixed = ServerState.Unlimited }) { Balance = new BalanceConfig { Policy = BalancePolicy.RoundRobin } };
        (_, double times) = Cold(world.WithPlaces(Traffic.Servers, Traffic.Knee), Bug.RestoresAtOnce);
        times.ShouldBeGreaterThan(1.3);
        world.All.FailedCount(Back, End).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("sharing", 0.8, 221)]
    [InlineData("sharing", 0.8, 222)]
    [InlineData("sharing", 1.5, 223)]
    [InlineData("places", 0.8, 224)]
    [InlineData("places", 1.5, 225)]
    [InlineData("places", 1.5, 226)]
    public void B5_AllDieFor30Seconds_ClientsAreToldAtOnceAndAllIsWellIn3SecondsAfter(string kind, double load, ulong seed)
    {
        (World world, double recovery, double lowest) = AllDead(kind, load, seed);

        world.All.SlowestRefusal(AllGone + 0.5, AllBack).ShouldBeLessThan(0.005);
        (world.All.ShedCount(AllGone + 0.5, AllBack) / world.All.Offered(AllGone + 0.5, AllBack)).ShouldBeGreaterThanOrEqualTo(0.99);
        recovery.ShouldBeLessThanOrEqualTo(3);
        lowest.ShouldBeGreaterThanOrEqualTo(Collapse);
        world.Gateway.Violations.ShouldBe(0);
    }

    [Fact]
    public void B5_RequestsWaitForDeadServers_IsSeen()
    {
        (World world, _, _) = AllDead("places", 0.8, 224, Bug.WaitsForTheDead);
        world.All.SlowestRefusal(AllGone + 0.5, AllBack).ShouldBeGreaterThan(0.02);
    }

    private (double Share, double Times) Cold(World world, Bug bug)
    {
        DeathRows.Send(world, 0.8 * Traffic.Capacity, bug);
        ServerModel cold = world.Servers[0];
        world.Schedule.At(Gone, () => world.Crash(cold));
        world.Schedule.At(Back, () => world.Revive(cold, speed: 0.1));
        world.Schedule.At(Warm, () => cold.Speed = 1);
        var sent = new List<uint[]>();
        for (int second = 0; second <= End; second++)
        {
            world.Schedule.At(second, () => sent.Add([.. world.Servers.Select(server => server.State.Requests)]));
        }

        world.Run(End + 1);
        double share = ShareAfter(sent);
        double before = world.All.Latency(99, 4, Gone);
        // The five cold seconds alone, too: of half a minute they are too little to be seen.
        double after = Math.Max(world.All.Latency(99, Back, Warm), world.All.Latency(99, Back, End));
        output.WriteLine($"seed {world.Seed}: 95 % of its share after {share} s; refused {world.All.ShedCount(Back, End)}, failed {world.All.FailedCount(Back, End)}; p99 {before * 1e3:F0} -> {after * 1e3:F0} ms ({after / before:F2}), "
            + $"longest {world.All.Latency(100, Back, End) * 1e3:F0} ms; limits {Traffic.Limits(world)}");
        return (share, after / before);
    }

    /// <summary>Seconds after its return from which on the first server gets 95 % of an even share, over three seconds.</summary>
    private static double ShareAfter(List<uint[]> sent)
    {
        for (int second = (int)Back; second + 3 < sent.Count; second++)
        {
            double[] taken = [.. sent[second].Zip(sent[second + 3], (from, to) => (double)(to - from))];
            if (taken[0] >= 0.95 * taken.Average())
            {
                return second - Back;
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Recovery: seconds until two seconds of 95 % begin. Lowest: the worst two seconds from then on.</summary>
    private (World World, double Recovery, double Lowest) AllDead(string kind, double load, ulong seed, Bug bug = Bug.None)
    {
        World world = DeathRows.Send(DeathRows.Fleet(kind, seed), load * Traffic.Capacity, bug);
        foreach (ServerModel server in world.Servers)
        {
            world.Schedule.At(AllGone, () => world.Crash(server));
            world.Schedule.At(AllBack, () => world.Revive(server));
        }

        world.Run(AllEnd + 1);
        double[] good = [.. Enumerable.Range(0, (int)((AllEnd - AllBack - Window) * 2)).Select(half => GoodShare(world, AllBack + (half / 2.0)))];
        int well = Array.FindIndex(good, share => share >= 0.95);
        double recovery = well < 0 ? double.PositiveInfinity : well / 2.0;
        double lowest = good.Skip(well).Min();

        output.WriteLine($"{kind} at {load:P0}, seed {seed}: meanwhile refused {world.All.ShedCount(AllGone + 0.5, AllBack)} and failed {world.All.FailedCount(AllGone + 0.5, AllBack)} of {world.All.Offered(AllGone + 0.5, AllBack)}, slowest refusal {world.All.SlowestRefusal(AllGone + 0.5, AllBack) * 1e3:F1} ms; "
            + $"as they died lost {world.All.FailedCount(0, AllGone + 0.5)}; well after {recovery:F1} s, lowest two seconds then {lowest:P1}, goodput {world.All.GoodRate(AllBack + 3, AllEnd) / Math.Min(load, 1) / Traffic.Capacity:P1}; limits {Traffic.Limits(world)}");
        return (world, recovery, lowest);
    }

    private static double GoodShare(World world, double from) =>
        world.All.GoodCount(from, from + Window) / Math.Min(world.All.Offered(from, from + Window), Window * Traffic.Capacity);
}
