using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Clients that leave before their answer. What they ask for takes long or they are in a hurry: no server has more to do than it can.</summary>
public sealed class LeavingClientRows(ITestOutputHelper output)
{
    private const int Places = 100;

    /// <summary>
    /// One route for pages of 50 ms and reports of two seconds, whose clients leave after half a second. Servers have places for all of it: whoever asks
    /// for pages must not be refused for those who leave.
    /// </summary>
    [Theory]
    [InlineData(0.1, 0.999)]
    [InlineData(0.4, 0.999)]
    // 99.9 wanted, too: now and then a second has too few answers to speak for the server.
    [InlineData(0.6, 0.95)]
    public void HeavyRequestsOfAMixedRouteAreLeft_NobodyElseIsRefused(double share, double least)
    {
        World world = new World(91).WithPlaces(2, Places);
        // Half of the places, with what goes on for those who have left.
        double rate = 0.5 * 2 * Places / ((share * 2) + ((1 - share) * 0.05));
        world.Send(new Stream { Name = "pages", Service = ServiceTime.Exponential(50), Rate = Traffic.Constant((1 - share) * rate), DeadlineSeconds = 2 });
        world.Send(new Stream { Name = "reports", Service = ServiceTime.Fixed(2_000), FirstClient = 1000, Rate = Traffic.Step(10, 0, share * rate), DeadlineSeconds = 0.5, ClientsLeave = true });
        var trace = new List<int>();
        world.Gateway.OnTick = () => trace.Add(world.Servers.Min(server => server.State.Limit));
        world.Run(60);
        output.WriteLine($"{share:P0}: pages {world.Of("pages").Success(10, 58):P2}, shed {world.Of("pages").ShedCount(10, 60):F0}, limits {Traffic.Limits(world)}, least {trace.Skip(100).Min()}, seed {world.Seed}, "
            + $"in flight {world.Servers[0].State.InFlight}, reasons {string.Join(' ', world.Gateway.Control.Servers.Select(server => server.State.Reason))}, baselines {string.Join(' ', world.Gateway.Control.Servers.Select(server => $"{server.Baseline.Value:F2}"))}");
        // From two seconds after they have come: nothing had needed more than the limits that servers begin with.
        world.Of("pages").Success(12, 58).ShouldBeGreaterThanOrEqualTo(least);
    }

    /// <summary>
    /// Row C5: every client gives up before the first answer and comes back at once, and the servers go on working for those who have left. Nothing but the
    /// abandoned requests tells that there are too many.
    /// </summary>
    [Fact]
    public void ServersWorkForNobody_LimitsFallAllTheSame()
    {
        World world = new World(92).WithPlaces(2, 10);
        const double capacity = 2 * 10 / 0.1;
        world.Send(new Stream { Name = "all", Service = ServiceTime.Fixed(100), Rate = Traffic.Step(10, 0.7 * capacity, 3 * capacity), DeadlineSeconds = 0.45, ClientsLeave = true });
        world.Schedule.At(9, () => Array.ForEach([.. world.Servers], server => server.State.Limit = 200));
        world.Run(40);
        output.WriteLine($"good {world.All.GoodRate(15, 38) / capacity:P1}, limits {Traffic.Limits(world)}, seed {world.Seed}");
        world.All.GoodRate(15, 38).ShouldBeGreaterThanOrEqualTo(0.85 * capacity);
    }
}
