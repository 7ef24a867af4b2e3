using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class DeparturesTests
{
    [Fact]
    public void FirstOfTwoSecondsThatAreOff_IsTheOne() => Left(second => second >= 130 ? 20 : 0).ShouldBe(MadeSeries.Start + 130);

    [Fact]
    public void SingleSecond_IsLuck() => Left(second => second == 130 ? 20 : 0).ShouldBeNull();

    [Fact]
    public void Fall_IsAskedForApart()
    {
        MadeSeries series = MadeOutage.Everyday().PoolBecomes(Signal.Clients, 60, 10);
        Of(series).LeftAt(MadeSeries.Pool, [Signal.Clients]).ShouldBeNull();
        Of(series).LeftAt(MadeSeries.Pool, [Signal.Clients], up: false).ShouldBe(MadeSeries.Start + MadeOutage.Onset);
    }

    [Fact]
    public void WhatWasNeverObserved_NeverLeft() => Of(MadeOutage.Everyday()).LeftAt(MadeSeries.Pool, [Signal.HostCpu]).ShouldBeNull();

    [Theory]
    [InlineData(-5, -5)]
    [InlineData(8, 0)]
    [InlineData(9, 9)]
    public void WhatIsSeenALittleLate_WasThereInTime(int left, int since)
    {
        long onset = MadeSeries.Start + MadeOutage.Onset;
        Of(MadeOutage.Everyday()).SinceAtLatest(onset + left).ShouldBe(onset + since);
    }

    private static long? Left(Func<int, double> failed) => Of(MadeOutage.Everyday().Set(MadeSeries.Pool, Signal.FailedServerError, failed)).LeftAt(MadeSeries.Pool, [Signal.FailedServerError]);

    private static Situation Of(MadeSeries series)
    {
        series.NewestSecond = MadeSeries.Start + MadeOutage.Now;
        return new Situation(series, series, MadeSeries.Start + MadeOutage.Onset, MadeSeries.Start + MadeOutage.Now, MadeSeries.Pool);
    }
}
