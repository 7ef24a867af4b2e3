using Holdfast.Foundation;

namespace Holdfast.Drills;

public sealed class MaximumRateSearchTests
{
    private static readonly TimeSpan TenMilliseconds = TimeSpan.FromMilliseconds(10);

    public static TheoryData<int, int, int> Queues => new()
    {
        { 4, 10, 200 },
        { 4, 10, 500 },
        { 8, 20, 300 },
        { 16, 10, 100 },
        { 2, 2, 50 },
    };

    [Theory]
    [MemberData(nameof(Queues))]
    public async Task Queue_IsFoundWithinFivePercentInFiveOfFiveSeeds(int workers, int serviceMilliseconds, int objectiveMilliseconds)
    {
        double capacity = ErlangC.Capacity(workers, 1000.0 / serviceMilliseconds, objectiveMilliseconds / 1000.0);
        for (ulong seed = 1; seed <= 5; seed++)
        {
            MaximumRateResult result = await Search(workers, serviceMilliseconds, objectiveMilliseconds, seed);
            result.Rate.ShouldBe(capacity, 0.05 * capacity, $"seed {seed}: {Text(result)}");
            result.End.ShouldBeOneOf(MaximumRateEnd.Found, MaximumRateEnd.Imprecise);
        }
    }

    [Theory]
    [MemberData(nameof(Queues))]
    [Trait("Category", "Slow")]
    public async Task Queue_IsFoundInNinetyFiveOfHundredSeedsAndCoveredByTheIntervalInNinety(int workers, int serviceMilliseconds, int objectiveMilliseconds)
    {
        double capacity = ErlangC.Capacity(workers, 1000.0 / serviceMilliseconds, objectiveMilliseconds / 1000.0);
        var wrong = new List<string>();
        var notCovered = new List<string>();
        for (ulong seed = 100; seed < 200; seed++)
        {
            MaximumRateResult result = await Search(workers, serviceMilliseconds, objectiveMilliseconds, seed);
            if (Math.Abs((result.Rate / capacity) - 1) > 0.05)
            {
                wrong.Add($"seed {seed}: {Text(result)}");
            }

            if (capacity < result.Low || capacity > result.High)
            {
                notCovered.Add($"seed {seed}: {Text(result)}");
            }
        }

        wrong.Count.ShouldBeLessThanOrEqualTo(5, $"capacity {capacity:0.0}\n{string.Join('\n', wrong)}");
        notCovered.Count.ShouldBeLessThanOrEqualTo(10, $"capacity {capacity:0.0}\n{string.Join('\n', notCovered)}");
    }

    [Fact]
    public async Task EvenArrivals_AreSustainedCloserToTheServersPace()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(200), seed) { EvenArrivals = true };
            MaximumRateResult result = await new MaximumRateSearch(model, new()).RunAsync();
            result.Rate.ShouldBeInRange(380, 420, $"seed {seed}: {Text(result)}");
        }
    }

    [Fact]
    public async Task TimeAndTrials_AreBounded()
    {
        MaximumRateResult result = await Search(4, 10, 200, 7);
        result.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(125));

        QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(200), 7);
        result = await new MaximumRateSearch(model, new() { TrialsMaximum = 8 }).RunAsync();
        result.Trials.Count.ShouldBe(8);
        result.End.ShouldBe(MaximumRateEnd.Imprecise);

        model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(200), 7);
        result = await new MaximumRateSearch(model, new() { TotalTime = TimeSpan.FromSeconds(5) }).RunAsync();
        model.Now.ShouldBeLessThan(10);
        result.End.ShouldBe(MaximumRateEnd.Imprecise);
        result.Low.ShouldBeLessThan(result.High);
    }

    [Fact]
    public async Task TrialsThatFailByChance_DoNotMoveTheResultMuch()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(500), seed) { Disturbs = trial => trial % 6 == 3 };
            MaximumRateResult result = await new MaximumRateSearch(model, new()).RunAsync();
            result.Rate.ShouldBe(391, 0.1 * 391, $"seed {seed}: {Text(result)}");
        }
    }

    [Fact]
    public async Task ServerThatCollapsesWhenOverloaded_IsFoundAllTheSame()
    {
        // Beyond 500/s it achieves 50/s: the pace of a saturated trial is a wrong guess.
        MaximumRateResult result = await new MaximumRateSearch(new ScriptedRunner(rate => rate < 500, rate => rate < 500 ? rate : 50), new()).RunAsync();
        result.Rate.ShouldBe(500, 25, Text(result));
        result.End.ShouldBe(MaximumRateEnd.Found);
    }

    [Fact]
    public async Task ServerThatShedsWhatIsTooMuch_IsSaturatedAllTheSame()
    {
        // Everything is answered, 400/s of it well: the first narrow trial is near that pace.
        ScriptedRunner runner = new(rate => rate < 400, rate => rate) { Errors = rate => Math.Max(0, 1 - (400 / rate)) };
        MaximumRateResult result = await new MaximumRateSearch(runner, new()).RunAsync();
        result.Rate.ShouldBe(400, 20, Text(result));
        result.Trials[6].Request.RequestsPerSecond.ShouldBeInRange(375, 420, Text(result));
    }

    [Fact]
    public async Task GoodLatencyWithAGrowingQueue_IsNotSustained()
    {
        MaximumRateResult result = await new MaximumRateSearch(new ScriptedRunner(_ => true, rate => Math.Min(rate, 1000)), new()).RunAsync();
        result.Rate.ShouldBe(1000, 50, Text(result));
        result.Trials.ShouldContain(trial => trial.Verdict == TrialVerdict.FellBehind);
    }

    [Fact]
    public async Task Generator_ThatIsTheLimit_IsNamed()
    {
        QueueModel model = new(16, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(200), 1) { ClientMaximum = 900 };
        MaximumRateResult result = await new MaximumRateSearch(model, new()).RunAsync();
        result.End.ShouldBe(MaximumRateEnd.ClientLimited);
        result.Rate.ShouldBeInRange(800, 900, Text(result));
        result.High.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public async Task Generator_ThatIsTheLimitOnlyAboveTheCapacity_DoesNotHinder()
    {
        QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(500), 3) { ClientMaximum = 560 };
        MaximumRateResult result = await new MaximumRateSearch(model, new()).RunAsync();
        result.Rate.ShouldBe(391, 0.05 * 391, Text(result));
    }

    [Fact]
    public async Task Generator_ThatIsDisturbedNowAndThen_GoesOn()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(500), seed) { DisturbsClient = trial => trial is 1 or 2 or 5 or 10 or 13 };
            MaximumRateResult result = await new MaximumRateSearch(model, new()).RunAsync();
            result.Rate.ShouldBe(391, 0.07 * 391, $"seed {seed}: {Text(result)}");
        }
    }

    [Fact]
    public async Task Server_ThatSustainsNothing_IsNamed()
    {
        MaximumRateResult result = await new MaximumRateSearch(new ScriptedRunner(_ => false, rate => rate), new()).RunAsync();
        result.End.ShouldBe(MaximumRateEnd.NothingSustained);
        result.Rate.ShouldBe(0);
    }

    [Fact]
    public async Task Server_ThatSustainsTheHighestRate_IsNotOfferedMore()
    {
        var offered = new List<double>();
        ScriptedRunner runner = new(_ => true, rate => rate);
        MaximumRateResult result = await new MaximumRateSearch(runner, new() { StartRate = 100, RateMaximum = 1500 }, trial => offered.Add(trial.Request.RequestsPerSecond)).RunAsync();
        result.End.ShouldBe(MaximumRateEnd.MaximumReached);
        offered.ShouldBe([100, 200, 400, 800, 1500]);
    }

    [Fact]
    public async Task StartAboveTheCapacity_GoesDownFirst()
    {
        QueueModel model = new(4, TenMilliseconds, TimeSpan.FromMilliseconds(500), 5);
        MaximumRateResult result = await new MaximumRateSearch(model, new() { StartRate = 1500 }).RunAsync();
        result.Rate.ShouldBe(391, 0.05 * 391, Text(result));
    }

    [Fact]
    public async Task ServerThatChangesMeanwhile_IsCalledContradictory()
    {
        int trials = 0;
        ScriptedRunner runner = new(rate => rate < (trials > 8 ? 200 : 1000), rate => rate);
        MaximumRateResult result = await new MaximumRateSearch(runner, new(), _ => trials++).RunAsync();
        result.End.ShouldBe(MaximumRateEnd.Contradictory, Text(result));
        result.Contradictions.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task VerdictsAtRandom_MakeTheIntervalWider()
    {
        double luck = 0;
        double certainty = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            SeededRandom random = new(seed);
            MaximumRateResult random100 = await new MaximumRateSearch(new ScriptedRunner(rate => rate < 100 || (rate < 150 && random.Next(2) == 0), rate => rate), new()).RunAsync();
            MaximumRateResult strict = await new MaximumRateSearch(new ScriptedRunner(rate => rate < 125, rate => rate), new()).RunAsync();
            luck += random100.High / random100.Low / 10;
            certainty += strict.High / strict.Low / 10;
        }

        (luck - 1).ShouldBeGreaterThan(1.3 * (certainty - 1));
    }

    [Fact]
    public async Task Cancellation_EndsIt()
    {
        using CancellationTokenSource cancellation = new();
        MaximumRateSearch search = new(new ScriptedRunner(_ => true, rate => rate), new(), trial =>
        {
            if (trial.Number == 3)
            {
                cancellation.Cancel();
            }
        });
        await Should.ThrowAsync<OperationCanceledException>(() => search.RunAsync(cancellation.Token));
    }

    private static Task<MaximumRateResult> Search(int workers, int serviceMilliseconds, int objectiveMilliseconds, ulong seed) =>
        new MaximumRateSearch(new QueueModel(workers, TimeSpan.FromMilliseconds(serviceMilliseconds), TimeSpan.FromMilliseconds(objectiveMilliseconds), seed), new()).RunAsync();

    private static string Text(MaximumRateResult result) =>
        $"{result.End} {result.Rate:0.0} [{result.Low:0.0}, {result.High:0.0}] in {result.Elapsed.TotalSeconds:0} s: "
        + string.Join(' ', result.Trials.Select(trial => $"{trial.Request.RequestsPerSecond:0}{(trial.Verdict == TrialVerdict.Sustained ? "+" : "-")}"));

    private sealed class ScriptedRunner(Func<double, bool> objectiveMet, Func<double, double> achieved) : ITrialRunner
    {
        public Func<double, double> Errors { get; init; } = _ => 0;

        public Task<TrialOutcome> RunAsync(TrialRequest trial, CancellationToken cancellation) => Task.FromResult(new TrialOutcome
        {
            ObjectiveMet = objectiveMet(trial.RequestsPerSecond),
            P99 = TenMilliseconds,
            ErrorShare = Errors(trial.RequestsPerSecond),
            OfferedPerSecond = trial.RequestsPerSecond,
            AchievedPerSecond = achieved(trial.RequestsPerSecond),
            Elapsed = trial.WarmUp + trial.Duration,
        });

        public Task<TimeSpan> CoolDownAsync(TimeSpan maximum, CancellationToken cancellation) => Task.FromResult(TimeSpan.Zero);
    }
}
