namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class FairLevelTests
{
    [Theory]
    // Enough for all.
    [InlineData(100.0, 0.0, double.PositiveInfinity, new double[] { 1, 1, 1, 50 })]
    // The light ones have what they ask for, the heavy one the rest.
    [InlineData(13.0, 0.0, 10.0, new double[] { 1, 1, 1, 50 })]
    // Two heavy ones share it.
    [InlineData(22.0, 0.0, 10.0, new double[] { 1, 1, 40, 50 })]
    // All ask for too much: nobody below the one in the middle is greedy.
    [InlineData(4.0, 0.0, 5.0, new double[] { 5, 5, 5, 5 })]
    // Ten that are not told apart count as ten of the lightest.
    [InlineData(23.0, 10.0, 10.0, new double[] { 1, 1, 1, 50 })]
    public void Level_IsWhatNobodyNeedsToHaveLessThan(double volume, double untold, double expected, double[] demands) =>
        FairLevel.Of(demands, untold, volume, out _).ShouldBe(expected);

    [Fact]
    public void NobodyAsks_NobodyIsBounded()
    {
        FairLevel.Of([], 0, 10, out double median).ShouldBe(double.PositiveInfinity);
        median.ShouldBe(0);
    }
}
