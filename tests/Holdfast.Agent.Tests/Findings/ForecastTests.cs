using Holdfast.Agent.Findings;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Findings;

public class ForecastTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(4);

    [Fact]
    public void Fall_IsFollowedToItsEnd_WithARangeAroundIt()
    {
        Forecast end = Forecast.OfFall(Line(250, -1, noise: 2), Days).ShouldNotBeNull();
        end.Likely.TotalSeconds.ShouldBe(750 * 300, 0.1 * 750 * 300);
        end.Earliest.ShouldBeLessThan(end.Likely);
        end.Latest.ShouldNotBeNull().ShouldBeGreaterThan(end.Likely);
    }

    [Fact]
    public void Reach_IsFourTimesWhatWasWatched()
    {
        // A hundred steps were watched: the end lies 900 or 300 steps ahead.
        Forecast.OfFall(Line(100, -1), TimeSpan.FromDays(100)).ShouldBeNull();
        Forecast.OfFall(Line(250, -1), TimeSpan.FromDays(100)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WhatDoesNotFall_HasNone(double perStep) => Forecast.OfFall(Line(100, perStep), Days).ShouldBeNull();

    private static TrendFit? Line(int steps, double perStep, double noise = 0)
    {
        Trend trend = new();
        SeededRandom random = new(9);
        for (int step = 0; step <= steps; step++)
        {
            trend.Note(step * 300L, 1000 + (perStep * step) + (noise * random.NextDouble()));
        }

        return trend.Fit;
    }
}
