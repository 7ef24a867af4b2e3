using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplaySeriesTests
{
    private readonly FakeSeries recorded = new() { NewestSecond = 10 };

    [Fact]
    public void WhatWasNotObserved_IsNoNumber_AndCountsAsNothingInASum()
    {
        recorded.Set(Bench.Pool, Signal.OfferedFirst, second => second == 2 ? double.NaN : 10);
        recorded.Set(Bench.Pool, Signal.OfferedRetry, second => 1);
        ReplaySeries series = ReplaySeries.Of(recorded);
        series.Read(Bench.Pool, Signal.OfferedFirst, 1, 3).ShouldBe([10, double.NaN, 10]);
        series.Offered(Bench.Pool, 1, 3).ShouldBe([11, 1, 11]);
        series.Sum(Bench.Pool, 9, 4, Signal.OfferedRetry).ShouldBe([1, 1, 0, 0]);
    }

    [Fact]
    public void NoSeconds_AreNone()
    {
        ReplaySeries series = ReplaySeries.Of(recorded);
        series.Read(Bench.Pool, Signal.OfferedFirst, 1, 0).ShouldBeEmpty();
        series.Sum(Bench.Pool, 1, -3, Signal.OfferedFirst).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(new[] { 3.0, 1, 2 }, 2)]
    [InlineData(new[] { 3.0, double.NaN, 1, double.PositiveInfinity }, 3)]
    public void Median_IsOfWhatWasObserved(double[] values, double median) => ReplaySeries.Median(values).ShouldBe(median);

    [Fact]
    public void MedianOfNothing_IsNoNumber() => ReplaySeries.Median([double.NaN]).ShouldBe(double.NaN);
}
