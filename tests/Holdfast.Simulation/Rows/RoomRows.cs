using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Servers with many places, whose limits have a long way to go: what they can do is found, and found again.</summary>
public sealed class RoomRows(ITestOutputHelper output)
{
    private const int Places = 200;

    [Theory]
    [InlineData(0.05, 0.2)]
    [InlineData(0.1, 0.2)]
    [InlineData(0.2, 0.2)]
    [InlineData(0.1, 1)]
    public void LoadItselfMakesRequestsSlower_TheServerIsUsedToTheFullAllTheSame(double slower, double variation)
    {
        World world = new World(51).With(2, each => new SharingServer(each.Schedule, Slower(slower)));
        double capacity = 2 * Places / 0.15 / (1 + slower);
        ServiceTime service = variation == 1 ? ServiceTime.Exponential(150) : ServiceTime.Lognormal(150, variation);
        world.Send(new Stream { Name = "all", Service = service, Rate = Traffic.Constant(1.5 * capacity), DeadlineSeconds = 1 });
        double good = Run(world, 60, 20, capacity);
        good.ShouldBeGreaterThanOrEqualTo(0.94 * capacity);
        world.Servers.ShouldAllBe(server => server.State.Limit <= 1.3 * Places);
    }

    [Theory]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(55)]
    public void C3_PlacesOfAServerFallAndRise_LimitFollows(ulong seed)
    {
        PlacesServer server = null!;
        World world = new World(seed).With(1, each => server = new PlacesServer(each.Schedule, Places));
        const double capacity = Places / 0.15;
        world.Send(new Stream { Name = "all", Service = ServiceTime.Lognormal(150, 0.2), Rate = Traffic.Constant(1.5 * capacity), DeadlineSeconds = 1 });
        world.Schedule.At(15, () => server.Places = 50);
        world.Schedule.At(30, () => server.Places = Places);
        var trace = new List<(double Time, double Limit)>();
        Run(world, 45, 5, capacity, () => trace.Add((world.Schedule.Seconds, server.State.Limit)));
        double down = Within(trace, 15, 30, 50);
        double up = Within(trace, 30, 45, Places);
        double[] goods = [world.All.GoodRate(5, 15) / capacity, world.All.GoodRate(20, 30) / capacity * 4, world.All.GoodRate(35, 44) / capacity];
        output.WriteLine($"down in {down:F1} s, up in {up:F1} s, goodput {goods[0]:P1}, {goods[1]:P1}, {goods[2]:P1}");
        goods[0].ShouldBeGreaterThanOrEqualTo(0.85);
        goods[1].ShouldBeGreaterThanOrEqualTo(0.92);
        // Half of it, where the law judges a step up before the first answers to it are back.
        goods[2].ShouldBeGreaterThanOrEqualTo(0.96);
        // In tenths, as the control loop looks.
        Math.Round(up, 1).ShouldBeLessThanOrEqualTo(5);
        // Target 2. The look at low use that follows so deep a fall is part of it.
        down.ShouldBeLessThanOrEqualTo(6.5);
    }

    // From then on within a quarter of the knee for good.
    private static double Within(List<(double Time, double Limit)> trace, double from, double to, double knee)
    {
        double last = trace.Where(at => at.Time > from && at.Time < to && Math.Abs(at.Limit - knee) > knee / 4).Select(at => at.Time).DefaultIfEmpty(from).Max();
        return last - from;
    }

    private static Func<int, double> Slower(double share) => n => Math.Min(1, (double)Places / n) / (1 + (share * Math.Min(1, n / (0.5 * Places))));

    private double Run(World world, double seconds, double from, double capacity, Action? onTick = null)
    {
        var line = new System.Text.StringBuilder();
        long ticks = 0;
        world.Gateway.OnTick = () =>
        {
            onTick?.Invoke();
            if (ticks++ % 10 == 0)
            {
                line.Append(' ').Append(string.Join('/', world.Gateway.Control.Servers.Select(server => $"{server.State.Limit}{LimitReasons.LabelOf(server.State.Reason)[0]}")));
            }
        };
        world.Run(seconds);
        double good = world.All.GoodRate(from, seconds - 1);
        output.WriteLine($"goodput {good / capacity:P1}, first seconds {world.All.GoodRate(1, 6) / capacity:P1}, limits{line}");
        return good;
    }
}
