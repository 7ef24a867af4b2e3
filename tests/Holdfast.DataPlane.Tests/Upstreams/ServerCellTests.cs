namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ServerCellTests
{
    [Fact]
    public void AloneInItsProcess_BeginsWithoutLimitAndMayLimit()
    {
        ServerCell cell = new();
        TrafficWord.Limit(cell.Traffic.Value).ShouldBe(TrafficWord.Maximum);
        TrafficWord.InFlight(cell.Traffic.Value).ShouldBe(0);
        (cell.Lane, cell.MayLimit).ShouldBe((0, true));
        (cell.Connections.Value, cell.Own.Value, cell.Fixed.Value, cell.Highest.Value).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Words_AreApartAndStayWhereTheyAre()
    {
        ServerCell cell = new();
        (cell.Connections.Value, cell.Own.Value, cell.Fixed.Value, cell.Highest.Value) = (1, 2, 3, 4);
        GC.Collect();
        (cell.Connections.Value, cell.Own.Value, cell.Fixed.Value, cell.Highest.Value).ShouldBe((1, 2, 3, 4));
        TrafficWord.InFlight(cell.Traffic.Value).ShouldBe(0);
    }
}
