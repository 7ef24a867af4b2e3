using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>
/// All servers of a pool stand still for longer than clients wait, and go on as if nothing had been: a database that fails over, a paused machine. What was taken away from
/// them because everything was waited for in vain comes back, also where so few requests are answered in a second that the law has little to judge by.
/// </summary>
public sealed class StallRows(ITestOutputHelper output)
{
    private const double StallsAt = 30;
    private const int Seeds = 3;

    [Theory]
    [InlineData(4, 20, 400, 0.6, 2, 4, 6, 0.95)]
    [InlineData(1, 20, 600, 0.6, 3, 6, 6, 0.95)]
    [InlineData(4, 8, 800, 0.6, 4, 8, 6, 0.95)]
    [InlineData(4, 150, 50, 0.7, 1, 3, 4, 0.8)]
    [InlineData(4, 20, 50, 0.7, 0.3, 1, 2, 0.95)]
    [InlineData(4, 4, 30, 0.7, 0.5, 1, 2, 0.95)]
    public void AllServersStall_SomeSecondsAfterIt_MostAreServed(int servers, int places, double milliseconds, double load, double deadline, double stall, double after, double least)
    {
        double sum = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            World world = new World(seed).WithPlaces(servers, places).WithHealth();
            double rate = load * servers * places / milliseconds * 1000;
            world.Send(new Stream { Name = "all", Service = ServiceTime.Exponential(milliseconds), Rate = Traffic.Constant(rate), DeadlineSeconds = deadline });
            foreach (ServerModel server in world.Servers)
            {
                world.Schedule.At(StallsAt, () => server.Speed = 0);
                world.Schedule.At(StallsAt + stall, () => server.Speed = 1);
            }

            double ends = StallsAt + stall;
            world.Run(ends + 40);
            double reached = world.All.Success(ends + after, ends + after + 5);
            sum += reached;
            output.WriteLine($"{servers} x {places}, {milliseconds} ms, seed {seed}: {reached:P0}; by second "
                + string.Join(' ', Enumerable.Range(0, 15).Select(second => $"{world.All.Success(ends + second, ends + second + 1):P0}")) + $", limits {Traffic.Limits(world)}");
            world.All.Success(ends + 25, ends + 35).ShouldBeGreaterThanOrEqualTo(0.95);
        }

        (sum / Seeds).ShouldBeGreaterThanOrEqualTo(least);
    }
}
