using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class InsideWaitTests
{
    private const long Millisecond = 1_000_000;
    private const long Tick = OverloadControl.TickNanoseconds;

    private readonly InsideWait inside = new();
    private RouteSums sum;
    private double expected;
    private long now = Tick;
    private double waited;

    [Fact]
    public void FewAnswers_SayNothing()
    {
        Pass(seconds: 10, perTick: 0, time: 0);
        sum.All = sum.Low = (49, 49 * 20 * Millisecond);
        Pass(seconds: 10, perTick: 0, time: 0);
        (inside.BareNanoseconds, inside.WaitedNanoseconds).ShouldBe((0, 0));
    }

    /// <summary>Few reports beside many pages: it takes long until fifty were seen at low use.</summary>
    [Fact]
    public void NothingWasFoundYet_WhatItsServersAreJudgedByHasToDo()
    {
        Pass(seconds: 10, perTick: 0, time: 0);
        inside.IsKnown.ShouldBeFalse();
        expected = 20 * Millisecond;
        sum.All = (10, 10 * 100 * Millisecond);
        Pass(seconds: 0.1, perTick: 0, time: 0);
        inside.IsKnown.ShouldBeTrue();
        waited.ShouldBe(10 * 80 * Millisecond, 1);
    }

    /// <summary>A block's figure is up to 28 % more than what its answers take: where the mean of many at low use is less, that is nearer.</summary>
    [Fact]
    public void BothAreKnown_TheLesserCounts()
    {
        Pass(seconds: 20, perTick: 10, time: 20 * Millisecond);
        expected = 20 * Millisecond;
        Pass(seconds: 10, perTick: 10, time: 100 * Millisecond);
        waited.ShouldBe(0.8 * 1_000 * 100 * Millisecond, 1);
        expected = 60 * Millisecond;
        Pass(seconds: 10, perTick: 10, time: 100 * Millisecond);
        waited.ShouldBe(0.76 * 1_000 * 100 * Millisecond, 0.05 * 1_000 * 100 * Millisecond);
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
        sum.UnansweredNanoseconds = 1_000 * Millisecond;
        Pass(seconds: 0.1, perTick: 1, time: (long)inside.BareNanoseconds);
        inside.WaitedNanoseconds.ShouldBe(1_000 * Millisecond, 2);
    }

    /// <summary>In a crowd that was there from the start only looks at low use tell.</summary>
    [Fact]
    public void AnswersAtLowUse_TellWhatTheyTakeByThemselves()
    {
        Pass(seconds: 5, perTick: 10, time: 100 * Millisecond);
        AnswerAtLowUse(200, 20 * Millisecond);
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
        sum.All = (sum.All.Count + 1_000_000, sum.All.Nanoseconds + (1_000_000 * 50 * Millisecond));
        sum.UnansweredNanoseconds += 1_000_000 * Millisecond;
        now += 86_400 * 1_000 * Millisecond;
        Pass(seconds: 0.1, perTick: 0, time: 0);
        (inside.WaitedNanoseconds, inside.BareNanoseconds).ShouldBe((0, known));
        Pass(seconds: 0.1, perTick: 10, time: 50 * Millisecond);
        inside.WaitedNanoseconds.ShouldBe(10 * ((50 * Millisecond) - known), 10);
    }

    /// <summary>Times only scatter: the least of many means must not make them look like waiting, however wide they are.</summary>
    [Theory]
    [InlineData(20, 0, 0, 100)]
    [InlineData(20, 0, 0, 500)]
    [InlineData(2, 0.1, 200, 30)]
    [InlineData(2, 0.1, 200, 100)]
    [InlineData(2, 0.1, 200, 500)]
    [InlineData(5, 0.02, 500, 30)]
    [InlineData(5, 0.02, 500, 100)]
    [InlineData(5, 0.02, 500, 500)]
    public void NothingWaits_LittleIsTakenForIt(double usual, double partOfSlow, double slow, int eachSecond)
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            Part(new InsideWait(), new SeededRandom(seed), usual, partOfSlow, slow, eachSecond).ShouldBeInRange(-0.4, 0.12, $"seed {seed}");
        }
    }

    /// <summary>All of the first seconds' answers are quick ones, and so are those of a crowd after an hour without anybody.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(500)]
    public void CrowdHasJustCome_ThoseWhoAreBackFirstAreNotAll(int eachSecond)
    {
        SeededRandom random = new(7);
        PriorityQueue<long, long> underWay = new();
        for (int crowd = 0; crowd < 3; crowd++)
        {
            for (int tick = 0; tick < 100; tick++)
            {
                for (int i = 0; i < eachSecond / 10; i++)
                {
                    long time = (long)(-400 * Millisecond * Math.Log(1 - random.NextDouble()));
                    underWay.Enqueue(time, now + time);
                }

                while (underWay.TryPeek(out long time, out long end) && end <= now + Tick)
                {
                    underWay.Dequeue();
                    AnswerAtLowUse(1, time);
                    sum.All = sum.Low;
                }

                Pass(seconds: 0.1, perTick: 0, time: 0);
                (inside.BareNanoseconds == 0 || inside.BareNanoseconds > 330 * Millisecond).ShouldBeTrue($"{inside.BareNanoseconds / Millisecond} ms in crowd {crowd}");
            }

            underWay.Clear();
            Pass(seconds: 3_600, perTick: 0, time: 0);
        }

        inside.BareNanoseconds.ShouldBeInRange(330 * Millisecond, 500 * Millisecond);
    }

    /// <summary>The first hundreds were all quick: what was found of them is not believed any more.</summary>
    [Fact]
    public void SlowOnesComeAtLast_WhatWasFoundWithoutThemIsForgotten()
    {
        Pass(seconds: 5, perTick: 10, time: 5 * Millisecond);
        inside.BareNanoseconds.ShouldBeGreaterThan(0);
        AnswerAtLowUse(12, 500 * Millisecond);
        Pass(seconds: 0.1, perTick: 0, time: 0);
        (inside.BareNanoseconds, inside.WaitedNanoseconds).ShouldBe((0, 0));
    }

    /// <returns>Of the time that answers took, what is said to be waiting in ten minutes.</returns>
    private double Part(InsideWait inside, SeededRandom random, double usual, double partOfSlow, double slow, int eachSecond)
    {
        sum = default;
        double waited = 0;
        for (int tick = 0; tick < 6_000; tick++)
        {
            for (int i = 0; i < eachSecond / 10; i++)
            {
                double mean = random.NextDouble() < partOfSlow ? slow : usual;
                AnswerAtLowUse(1, (long)(-mean * Millisecond * Math.Log(1 - random.NextDouble())));
            }

            sum.All = sum.Low;
            inside.Update(sum, expected, now += Tick);
            waited += inside.WaitedNanoseconds;
        }

        return waited / sum.All.Nanoseconds;
    }

    private void AnswerAtLowUse(int count, long time)
    {
        sum.Low = (sum.Low.Count + count, sum.Low.Nanoseconds + (count * time));
        sum.LowSquares += count * (double)time * time;
    }

    /// <summary>Answers of so long; those of 20 ms and less at servers with little to do.</summary>
    private void Pass(double seconds, int perTick, long time)
    {
        waited = perTick > 0 ? 0 : waited;
        for (double passed = 0; passed < seconds - 0.05; passed += 0.1)
        {
            sum.All = (sum.All.Count + perTick, sum.All.Nanoseconds + (perTick * time));
            AnswerAtLowUse(time <= 20 * Millisecond ? perTick : 0, time);
            inside.Update(sum, expected, now += Tick);
            waited += inside.WaitedNanoseconds;
        }
    }
}
