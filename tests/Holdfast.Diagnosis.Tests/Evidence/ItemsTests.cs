using Holdfast.Diagnosis.Detection.Detectors;
using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ItemsTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.0004, "under 0.1 %")]
    [InlineData(0.006, "0.6 %")]
    [InlineData(0.37, "37 %")]
    [InlineData(0.9974, "99.7 %")]
    [InlineData(0.99999, "99.9 %")]
    [InlineData(1, "100 %")]
    [InlineData(double.NaN, "an unknown share")]
    public void Share_IsAllOrNothingOnlyWhenItIs(double value, string expected) => Items.Share(value).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.00002, "under 0.1 ms")]
    [InlineData(0.0004, "0.4 ms")]
    [InlineData(0.043, "43 ms")]
    [InlineData(1.25, "1.3 s")]
    public void Time_IsNotNothingWhereItTookSome(double seconds, string expected) => Items.Time(seconds).ShouldBe(expected);

    /// <summary>A detector speaks of one second, evidence of some: beside each other, without saying so, they would contradict each other.</summary>
    [Fact]
    public void FiguresOfDifferentStretches_SayOfWhich()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.OfferedRetry, 0, 60).PoolBecomes(Signal.ConnectP99, 0.0004, 0.0004);
        new Retries().Ask(series)[0].Text.ShouldBe("38 % of the requests in the last 8 s are repeated attempts, 0 % before");
        new ConnectTrouble().Ask(series).Single(item => item.Sign == Sign.ConnectsNormal).Text.ShouldBe("connections open as fast as before (0.4 ms in the last 8 s)");
        new RetryShareShift().Describe(new Measurement(MadeSeries.Pool, 2, 0.12, 0.004, 0)).ShouldBe("12 % of what pool shop was asked in one second were repeated attempts; 0.4 % are usual");
        new ConnectShift().Describe(new Measurement(MadeSeries.Pool, 2, 0.043, 0.0004, 0)).ShouldBe("the slowest of a hundred connections to pool shop took 43 ms to open in one second; 0.4 ms is usual");
    }
}
