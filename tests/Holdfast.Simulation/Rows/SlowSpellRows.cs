using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// Servers that hardly anybody asks are slow for a while: a stall, a deployment. What was learned meanwhile must not count when the crowd comes. Three
/// servers of four places and 30 ms, so 400 requests a second; twice as many come four seconds after the spell.
/// </summary>
public sealed class SlowSpellRows(ITestOutputHelper output)
{
    private const int Seeds = 6;
    private const double QuickAgainSeconds = 4;
    private const double CrowdSeconds = 30;

    [Theory]
    [InlineData(10, 8, 20)]
    [InlineData(60, 8, 20)]
    [InlineData(10, 4, 20)]
    [InlineData(10, 20, 20)]
    [InlineData(10, 8, 5)]
    public void SlowSpellAtLowUse_LimitsOfTheCrowdAfterwards_AreThoseOfANormalStart(double begins, double spell, double slower)
    {
        Figures figures = Run(begins, spell, slower);
        figures.Early.ShouldBeLessThanOrEqualTo(12);
        figures.Middle.ShouldBeLessThanOrEqualTo(8.5);
        figures.Late.ShouldBeLessThanOrEqualTo(8);
        figures.Most.ShouldBeLessThanOrEqualTo(24);
        figures.Good.ShouldBeGreaterThanOrEqualTo(0.995);
    }

    /// <summary>Nothing is known from before, so what the servers take is found again from what they are seen to take, step by step.</summary>
    [Fact]
    public void SlowFromTheStart_LimitsOfTheCrowdAfterwards_ComeDownWithinSeconds()
    {
        Figures figures = Run(begins: 0, spell: 8, slower: 20);
        figures.Early.ShouldBeLessThanOrEqualTo(20);
        figures.Middle.ShouldBeLessThanOrEqualTo(11);
        figures.Late.ShouldBeLessThanOrEqualTo(8.5);
        // Doubled at each step it comes to 70.
        figures.Most.ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public void NoSpell_LimitsOfTheCrowd_AreWhatItIsComparedWith() => Run(begins: 0, spell: 8, slower: 1).Late.ShouldBeInRange(4, 8);

    private Figures Run(double begins, double spell, double slower)
    {
        var sum = new Figures(0, 0, 0, 0, 1);
        for (ulong seed = 71; seed < 71 + Seeds; seed++)
        {
            Figures one = RunOnce(seed, begins, spell, slower);
            output.WriteLine($"seed {seed}: {one}");
            sum = new(sum.Early + (one.Early / Seeds), sum.Middle + (one.Middle / Seeds), sum.Late + (one.Late / Seeds), Math.Max(sum.Most, one.Most), Math.Min(sum.Good, one.Good));
        }

        output.WriteLine($"all: {sum}");
        return sum;
    }

    private Figures RunOnce(ulong seed, double begins, double spell, double slower)
    {
        World world = new World(seed).WithPlaces(3, 4);
        double crowd = begins + spell + QuickAgainSeconds;
        ServiceTime service = ServiceTime.Exponential(30);
        world.Send(new Stream { Name = "critical", Class = RequestClass.Critical, Service = service, Rate = Traffic.Step(crowd, 3, 120), DeadlineSeconds = 2 });
        world.Send(new Stream { Name = "others", Service = service, Rate = Traffic.Step(crowd, 12, 680), DeadlineSeconds = 2 });
        world.Schedule.At(begins, () => SetSpeed(world, 1 / slower));
        world.Schedule.At(begins + spell, () => SetSpeed(world, 1));
        var limits = new List<(double Time, double Mean, double Most)>();
        world.Gateway.OnTick = () => limits.Add((world.Schedule.Seconds - crowd, world.Servers.Average(server => server.State.Limit), world.Servers.Max(server => server.State.Limit)));
        world.Run(crowd + CrowdSeconds);
        Results critical = world.Of("critical");
        output.WriteLine($"critical p99 {critical.Latency(99, crowd, crowd + 28) * 1e3:F0} ms, goodput {world.All.GoodRate(crowd, crowd + 28) / 400:P1}, limits at most {string.Join(' ', Enumerable.Range(0, 14).Select(two => limits.Where(at => at.Time >= 2 * two && at.Time < (2 * two) + 2).Max(at => at.Most)))}");
        return new(Mean(limits, 4, 6), Mean(limits, 12, 14), Mean(limits, 26, 28), limits.Where(at => at.Time >= 3).Max(at => at.Most), critical.Success(crowd, crowd + 28));
    }

    private static double Mean(List<(double Time, double Mean, double Most)> limits, double from, double to) =>
        limits.Where(at => at.Time >= from && at.Time < to).Average(at => at.Mean);

    private static void SetSpeed(World world, double speed)
    {
        foreach (ServerModel server in world.Servers)
        {
            server.Speed = speed;
        }
    }

    /// <summary>Mean limits 5, 13 and 27 s after the crowd came, the highest from 3 s on, and the share of the critical requests that were served.</summary>
    private sealed record Figures(double Early, double Middle, double Late, double Most, double Good);
}
