using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Nine of ten requests have a timeout that comes before a usual answer: what was not waited for must not make a server look quick.</summary>
public sealed class ShortDeadlineRows(ITestOutputHelper output)
{
    private const double Impatient = 0.9;
    private const int Slow = 3;

    [Theory]
    [InlineData("exponential")]
    [InlineData("fixed")]
    public void OneServerBecomesTenTimesSlower_IsKnownAsSlow(string kind)
    {
        World world = Traffic.Fleet(71);
        ServiceTime service = kind == "fixed" ? ServiceTime.Fixed(Traffic.BaseMilliseconds) : ServiceTime.Exponential(Traffic.BaseMilliseconds);
        double rate = 0.7 * Traffic.Capacity;
        world.Send(new Stream { Name = "impatient", Service = service, Rate = Traffic.Constant(Impatient * rate), DeadlineSeconds = Traffic.BaseMilliseconds / 2e3, IsTimeout = true });
        world.Send(new Stream { Name = "patient", Service = service, FirstClient = 1000, Rate = Traffic.Constant((1 - Impatient) * rate), DeadlineSeconds = 2 });
        world.Schedule.At(20, () => world.Servers[Slow].Speed = 0.1);
        world.Run(60);
        IReadOnlyList<ServerControl> servers = world.Gateway.Control.Servers;
        double others = servers.Where((_, index) => index != Slow).Average(server => server.Pace.Ratio);
        output.WriteLine($"{kind}: limits {Traffic.Limits(world)}, baselines {string.Join(' ', servers.Select(server => $"{server.Baseline.Value:F2}"))}, "
            + $"pace {servers[Slow].Pace.Ratio:F1} beside {others:F1}, patient {world.Of("patient").Success(10, 55):P1}, seed {world.Seed}");
        // Without it: as quick as the others by its pace (0.6 beside 0.5, fixed), or a limit of 10 (exponential).
        // With a limit of two it has few answers to tell its pace by (1.2 times the others'), and needs none: two at once are all that it is asked.
        servers[Slow].Pace.Ratio.ShouldBeGreaterThanOrEqualTo(1.1 * others);
        world.Servers[Slow].State.Limit.ShouldBeLessThanOrEqualTo(3);
        world.Of("patient").Success(10, 55).ShouldBeGreaterThanOrEqualTo(0.99);
        servers.ShouldAllBe(server => server.Baseline.Value > 0.9);
    }
}
