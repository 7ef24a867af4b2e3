namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class TrafficWordTests
{
    [Fact]
    public void Lanes_AddUpAndKeepApart()
    {
        long word = TrafficWord.WithLimit(0, TrafficWord.Maximum);
        word += (2 * TrafficWord.One(0)) + (30 * TrafficWord.One(1)) + (400 * TrafficWord.One(2));
        TrafficWord.InFlight(word).ShouldBe(432);
        TrafficWord.Limit(word).ShouldBe(TrafficWord.Maximum);
        Enumerable.Range(0, TrafficWord.Lanes).Select(lane => TrafficWord.InFlight(word, lane)).ShouldBe([2, 30, 400]);
        TrafficWord.InFlight(TrafficWord.WithoutLane(word, 1)).ShouldBe(402);
        TrafficWord.Limit(TrafficWord.WithoutLane(word, 2)).ShouldBe(TrafficWord.Maximum);
    }

    [Fact]
    public void Limit_BoundsTheSum()
    {
        long word = TrafficWord.WithLimit(0, 3) + TrafficWord.One(0) + TrafficWord.One(1);
        TrafficWord.HasRoom(word).ShouldBeTrue();
        TrafficWord.HasRoom(word + TrafficWord.One(2)).ShouldBeFalse();
        TrafficWord.HasRoom(TrafficWord.WithLimit(word, 1)).ShouldBeFalse();
        TrafficWord.InFlight(TrafficWord.WithLimit(word, 1)).ShouldBe(2);
    }
}
