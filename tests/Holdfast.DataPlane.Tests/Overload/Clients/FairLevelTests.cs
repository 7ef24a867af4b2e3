namespace Holdfast.DataPlane.Tests.Overload.Clients;

public sealed class FairLevelTests
{
    [Theory]
    // Enough for all.
    [InlineData(100.0, 0.0, 0.0, double.PositiveInfinity, new double[] { 1, 1, 1, 50 })]
    // The light ones have what they ask for, the heavy one the rest.
    [InlineData(13.0, 0.0, 0.0, 10.0, new double[] { 1, 1, 1, 50 })]
    // Two heavy ones share it.
    [InlineData(22.0, 0.0, 0.0, 10.0, new double[] { 1, 1, 40, 50 })]
    // All ask for too much: nobody below the one in the middle is greedy.
    [InlineData(4.0, 0.0, 0.0, 5.0, new double[] { 5, 5, 5, 5 })]
    // Ten that are not told apart and ask for one each.
    [InlineData(23.0, 10.0, 10.0, 10.0, new double[] { 1, 1, 1, 50 })]
    // Ten that are not told apart, between the light ones and the heavy one.
    [InlineData(65.0, 40.0, 10.0, 22.0, new double[] { 1, 1, 1, 50 })]
    // What nobody is known to ask for is of no weight: a sum that is not exact makes no crowd.
    [InlineData(13.0, 0.5, 0.0, 10.0, new double[] { 1, 1, 1, 50 })]
    // The heavy ones are not told apart.
    [InlineData(23.0, 100.0, 2.0, 10.0, new double[] { 1, 1, 1 })]
    public void Level_IsWhatNobodyNeedsToHaveLessThan(double volume, double untold, double crowd, double expected, double[] demands) =>
        FairLevel.Of(demands, untold, crowd, volume, out _).ShouldBe(expected);

    [Theory]
    // Who asks for least is no measure of those who are not told apart: three of 15 beside visitors, users and a bot.
    [InlineData(45.0, 3.0, 15.0, new double[] { 0.01, 0.01, 15, 15, 15, 90 })]
    [InlineData(0.0, 0.0, 2.0, new double[] { 1, 2, 3 })]
    [InlineData(1.0, 10.0, 0.1, new double[] { 1, 2, 3 })]
    public void Median_IsOfAllWhoAsk(double untold, double crowd, double expected, double[] demands)
    {
        FairLevel.Of(demands, untold, crowd, volume: 10, out double median);
        median.ShouldBe(expected);
    }

    [Fact]
    public void NobodyAsks_NobodyIsBounded()
    {
        FairLevel.Of([], 0, 0, 10, out double median).ShouldBe(double.PositiveInfinity);
        median.ShouldBe(0);
    }
}
