using Xunit.Abstractions;

namespace Holdfast.Simulation.Rows;

/// <summary>Row E2: the least important are not starved.</summary>
public sealed class FairnessRows(ITestOutputHelper output)
{
    [Fact]
    public void E2_BulkUnderThreeTimesTheCapacity_IsServedALittle()
    {
        World world = Traffic.Fleet(30);
        foreach (RequestClass each in Enum.GetValues<RequestClass>())
        {
            world.Send(new Stream { Name = each.ToString(), Class = each, Service = ServiceTime.Exponential(50), Rate = Traffic.Step(5, 0.15 * Traffic.Capacity, 0.75 * Traffic.Capacity) });
        }

        world.Run(61);
        double share = world.Of(nameof(RequestClass.Bulk)).GoodRate(10, 60) / Traffic.Capacity;
        output.WriteLine($"bulk {share:P2} of the capacity, critical {world.Of(nameof(RequestClass.Critical)).Success(10, 60):P2}, all {world.All.GoodRate(10, 60) / Traffic.Capacity:P1}");
        share.ShouldBeGreaterThanOrEqualTo(0.005);
    }
}
