using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Postmortems.Rendering;

public class ChartGridTests
{
    [Fact]
    public void StepsThatAreLongerThanTheChart_StandForTheirSeconds() =>
        ChartGrid.Of(Answer(90, 10, 1, 2, 3), 100, 125, 5).ShouldBe([2, 2, 3, 3, double.NaN, double.NaN]);

    [Fact]
    public void WhatBeginsLater_IsNotSeenBefore() => ChartGrid.Of(Answer(102, 1, 7, 8), 100, 104, 1).ShouldBe([double.NaN, double.NaN, 7, 8, double.NaN]);

    private static SeriesAnswer Answer(long from, int step, params double[] values) =>
        new(Signal.Share, from, step, step, [.. values.Select(value => new SeriesPoint(value, value, value))]);
}
