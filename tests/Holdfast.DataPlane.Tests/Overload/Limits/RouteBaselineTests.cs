using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class RouteBaselineTests
{
    private const long Millisecond = 1_000_000;
    private const double Mean = 200 * Millisecond;

    private readonly RouteBaseline route = new(workers: 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EightySentTogether_AreNotKnownByTheQuickestTen(ulong seed)
    {
        var random = new SeededRandom(seed);
        long[] times = [.. Enumerable.Range(0, 80).Select(_ => (long)(-Math.Log(1 - random.NextDouble()) * Mean)).Order()];
        foreach (int request in Enumerable.Range(0, times.Length))
        {
            Worker(request).BeginUnknown(0);
        }

        for (int answered = 0; answered < 10; answered++)
        {
            Answer(answered, times[answered]);
        }

        route.Refresh(times[9], out _).ShouldBe(0);
        for (int answered = 10; answered < 40; answered++)
        {
            Answer(answered, times[answered]);
        }

        route.Refresh(times[39], out _).ShouldBe(40);
        // The mean of the 40 that are back is 31 % of the truth (exponential times).
        ((double)route.ExpectedNanoseconds).ShouldBe(Mean, 0.35 * Mean, $"seed {seed}");
    }

    [Fact]
    public void OneAfterTheOther_AreKnownByTen()
    {
        for (int answered = 0; answered < 10; answered++)
        {
            Worker(answered).BeginUnknown(answered * (long)Mean);
            Worker(answered).RecordAnswer((long)Mean, lowUse: true);
            Worker(answered).EndUnknown(answered * (long)Mean, (long)Mean, (answered + 1) * (long)Mean);
        }

        route.Refresh(10 * (long)Mean, out _).ShouldBe(10);
        route.ExpectedNanoseconds.ShouldBe((long)Mean);
    }

    [Fact]
    public void WhatEndedWithoutAnAnswer_SaysNothing()
    {
        for (int lost = 0; lost < 50; lost++)
        {
            Worker(lost).BeginUnknown(0);
            Worker(lost).EndUnknown(0, timeToFirstByte: 0, 5_000 * Millisecond);
        }

        for (int answered = 0; answered < 10; answered++)
        {
            Worker(answered).BeginUnknown(6_000 * Millisecond);
            Worker(answered).RecordAnswer((long)Mean, lowUse: true);
            Worker(answered).EndUnknown(6_000 * Millisecond, (long)Mean, (6_000 * Millisecond) + (long)Mean);
        }

        route.Refresh(7_000 * Millisecond, out _).ShouldBe(10);
        route.ExpectedNanoseconds.ShouldBe((long)Mean);
    }

    [Fact]
    public void OnceKnown_AnswersAloneCount()
    {
        OneAfterTheOther_AreKnownByTen();
        for (int answered = 0; answered < 40; answered++)
        {
            Worker(answered).RecordAnswer(2 * (long)Mean, lowUse: true);
        }

        route.Refresh(0, out _).ShouldBe(0);
        for (int answered = 0; answered < 10; answered++)
        {
            Worker(answered).RecordAnswer(2 * (long)Mean, lowUse: true);
        }

        route.Refresh(0, out long before).ShouldBe(50);
        before.ShouldBe((long)Mean);
        ((double)route.ExpectedNanoseconds).ShouldBe(Mean * 110 / 60, Millisecond);
    }

    [Fact]
    public void ServersInUse_TellNothing()
    {
        for (int answered = 0; answered < 100; answered++)
        {
            Worker(answered).RecordAnswer((long)Mean, lowUse: false);
        }

        route.Refresh(0, out _).ShouldBe(0);
    }

    private RouteSamples Worker(int request) => route.SamplesOf(request % 2);

    private void Answer(int request, long time)
    {
        Worker(request).RecordAnswer(time, lowUse: true);
        Worker(request).EndUnknown(0, time, time);
    }
}
