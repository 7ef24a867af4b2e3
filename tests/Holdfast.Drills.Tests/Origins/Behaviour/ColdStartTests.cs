namespace Holdfast.Drills;

public class ColdStartTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 3)]
    [InlineData(9.999, 1.0004)]
    [InlineData(10, 1)]
    [InlineData(100, 1)]
    public void Factor_FallsInAStraightLine(double seconds, double expected) =>
        new ColdStart(TimeSpan.FromSeconds(10), 5).FactorAt((long)(seconds * 1e9)).ShouldBe(expected, 1e-6);

    [Fact]
    public void NoColdStart_IsWarm() => default(ColdStart).FactorAt(0).ShouldBe(1);
}
