namespace Holdfast.DataPlane.Tests.Upstreams;

public sealed class ConnectionWordTests
{
    [Fact]
    public void Lanes_AddUpAndKeepApart()
    {
        long word = (70_000 * ConnectionWord.One(0)) + (2 * ConnectionWord.One(1)) + (3 * ConnectionWord.One(2));
        ConnectionWord.Open(word).ShouldBe(70_005);
        ConnectionWord.Open(ConnectionWord.WithoutLane(word, 0)).ShouldBe(5);
        ConnectionWord.Open(ConnectionWord.WithoutLane(word, 2)).ShouldBe(70_002);
    }
}
