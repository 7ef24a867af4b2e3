using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class InsideWaitTests
{
    private const long Millisecond = 1_000_000;
    private const long Tick = OverloadControl.TickNanoseconds;

    private readonly InsideWait inside = new();
    private (long Count, long Nanoseconds) all;
    private (long Count, long Nanoseconds) low;
    private long unanswered;
    private long now = Tick;
    private double waited;

    [Fact]
    public void FewAnswers_SayNothing()
    {
        Pass(seconds: 10, perTick: 0, time: 0);
        all = (49, 49 * 20 * Millisecond);
        Pass(seconds: 10, perTick: 0, time: 0);
        (inside.BareNanoseconds, inside.WaitedNanoseconds).ShouldBe((0, 0));
    }

    [Fact]
    public void AnswersTakeLongerThanTheyDid_TheRestIsWaiting()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        inside.BareNanoseconds.ShouldBeInRange(20 * Millisecond, 25 * Millisecond);
        Pass(seconds: 10, perTick: 10, time: 100 * Millisecond);
        waited.ShouldBe(0.76 * 1_000 * 100 * Millisecond, 0.05 * 1_000 * 100 * Millisecond);
    }

    [Fact]
    public void NobodyIsAnsweredInTime_AllOfItIsWaiting()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        unanswered = 1_000 * Millisecond;
        Pass(seconds: 0.1, perTick: 1, time: (long)inside.BareNanoseconds);
        inside.WaitedNanoseconds.ShouldBe(1_000 * Millisecond, 2);
    }

    /// <summary>In a crowd that was there from the start only looks at low use tell.</summary>
    [Fact]
    public void AnswersAtLowUse_TellWhatTheyTakeByThemselves()
    {
        Pass(seconds: 5, perTick: 10, time: 100 * Millisecond);
        low = (200, 200 * 20 * Millisecond);
        Pass(seconds: 1, perTick: 10, time: 100 * Millisecond);
        inside.BareNanoseconds.ShouldBeInRange(20 * Millisecond, 23 * Millisecond);
    }

    [Fact]
    public void TheRouteHasBecomeSlower_IsBelievedAfterMinutes()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        Pass(seconds: 60, perTick: 10, time: 40 * Millisecond);
        inside.BareNanoseconds.ShouldBeLessThan(30 * Millisecond);
        Pass(seconds: 600, perTick: 10, time: 40 * Millisecond);
        inside.BareNanoseconds.ShouldBeGreaterThan(40 * Millisecond);
    }

    [Fact]
    public void NobodyAsks_WhatIsKnownStays()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        double known = inside.BareNanoseconds;
        Pass(seconds: 3_600, perTick: 0, time: 0);
        inside.BareNanoseconds.ShouldBe(known, 0.01 * known);
    }

    /// <summary>A share taken away and given again a day later: the workers have gone on counting.</summary>
    [Fact]
    public void NobodyLookedForADay_ItIsTakenForNoLook()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        double known = inside.BareNanoseconds;
        all = (all.Count + 1_000_000, all.Nanoseconds + (1_000_000 * 50 * Millisecond));
        unanswered += 1_000_000 * Millisecond;
        now += 86_400 * 1_000 * Millisecond;
        Pass(seconds: 0.1, perTick: 0, time: 0);
        (inside.WaitedNanoseconds, inside.BareNanoseconds).ShouldBe((0, known));
        Pass(seconds: 0.1, perTick: 10, time: 50 * Millisecond);
        inside.WaitedNanoseconds.ShouldBe(10 * ((50 * Millisecond) - known), 10);
    }

    /// <summary>Exponential times only scatter: the least of many means must not make them look like waiting.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NothingWaits_LittleIsTakenForIt(ulong seed)
    {
        SeededRandom random = new(seed);
        for (int tick = 0; tick < 6_000; tick++)
        {
            for (int i = 0; i < 10; i++)
            {
                all = (all.Count + 1, all.Nanoseconds - (long)(20 * Millisecond * Math.Log(1 - random.NextDouble())));
            }

            Pass(seconds: 0.1, perTick: 0, time: 0);
        }

        (waited / all.Nanoseconds).ShouldBeInRange(-0.15, 0.1, $"seed {seed}");
    }

    private void Pass(double seconds, int perTick, long time)
    {
        waited = perTick > 0 ? 0 : waited;
        for (double passed = 0; passed < seconds - 0.05; passed += 0.1)
        {
            all = (all.Count + perTick, all.Nanoseconds + (perTick * time));
            inside.Update(all, low, unanswered, now += Tick);
            waited += inside.WaitedNanoseconds;
        }
    }
}
