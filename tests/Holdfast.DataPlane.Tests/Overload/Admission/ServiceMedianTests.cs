using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class ServiceMedianTests
{
    private const long Millisecond = 1_000_000;

    private readonly ServiceMedian median = new();
    private readonly PoolSamples[] samples = [new PoolSamples(), new PoolSamples()];

    [Fact]
    public void TooFewAnswers_NothingIsSaid()
    {
        Answer(9, 5 * Millisecond);
        median.Nanoseconds.ShouldBe(0);
    }

    [Fact]
    public void FewLongRequestsAmongMany_DoNotCount()
    {
        Answer(95, 10 * Millisecond);
        Answer(5, 60_000 * Millisecond);
        median.Nanoseconds.ShouldBeInRange(9 * Millisecond, 11 * Millisecond);
    }

    [Fact]
    public void ExponentialTimes_MedianIsSevenTenthsOfTheMean()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < 10_000; i++)
        {
            samples[i % 2].RecordCompletion(RequestClass.Default, (long)(-Math.Log(1 - random.NextDouble()) * 50 * Millisecond));
        }

        median.Update(samples);
        median.Nanoseconds.ShouldBeInRange(32 * Millisecond, 38 * Millisecond);
    }

    [Fact]
    public void RequestsBecomeLonger_MedianFollowsInSeconds()
    {
        Answer(1_000, 10 * Millisecond);
        for (int tick = 0; tick < 60; tick++)
        {
            Answer(100, 80 * Millisecond);
        }

        median.Nanoseconds.ShouldBeInRange(70 * Millisecond, 90 * Millisecond);
    }

    [Fact]
    public void NobodyAsks_WhatWasKnownStays()
    {
        Answer(100, 10 * Millisecond);
        long known = median.Nanoseconds;
        for (int tick = 0; tick < 1_000; tick++)
        {
            median.Update(samples);
        }

        median.Nanoseconds.ShouldBe(known);
    }

    private void Answer(int count, long service)
    {
        for (int i = 0; i < count; i++)
        {
            samples[i % 2].RecordCompletion(RequestClass.Default, service);
        }

        median.Update(samples);
    }
}
