using Holdfast.Drills.Load;
using Holdfast.Foundation;

namespace Holdfast.Drills.Tests.Capacity;

public class LevelSeriesTests
{
    /// <summary>gamma 100, alpha 0.03, beta 0.0005: best at 44 at once.</summary>
    private static readonly ScalabilityCurve Curve = new(100, 0.03, 0.0005);

    [Fact]
    public async Task Levels_ClimbUntilMoreBringNothing_AndGiveTheCurve()
    {
        ModelEngine engine = new(Curve);
        (IReadOnlyList<MeasuredLevel> levels, LevelsEnd end) = await Run(engine, new LevelOptions { Highest = 4096 });
        levels.Select(level => level.Wanted).ShouldBe([1, 2, 4, 8, 16, 32, 64, 128]);
        end.ShouldBe(LevelsEnd.Saturated);
        ScalabilityEstimate estimate = ScalabilityFit.Fit([.. levels.Select(level => level.Point)], 1);
        estimate.Refusal.ShouldBe(FitRefusal.None);
        estimate.Curve.Gamma.ShouldBe(100, 1);
        estimate.Curve.PeakConcurrency.ShouldBe(44, 2);
    }

    [Fact]
    public async Task EveryLevel_IsOfferedMoreThanTheServerCanDo()
    {
        ModelEngine engine = new(new ScalabilityCurve(5000, 0.01, 0));
        await Run(engine, new LevelOptions { Highest = 64 });
        foreach (LoadPlan plan in engine.Plans.GroupBy(static plan => plan.Classes[0].InFlightMaximum).Select(static tries => tries.Last()))
        {
            plan.Classes[0].Rate.Peak.ShouldBeGreaterThan(Math.Min(80_000, engine.ThroughputAt(plan.Classes[0].InFlightMaximum) * 1.2));
        }
    }

    [Fact]
    public async Task HighestLevel_EndsIt() => (await Run(new ModelEngine(Curve), new LevelOptions { Highest = 8 })).End.ShouldBe(LevelsEnd.MaximumReached);

    [Fact]
    public async Task Errors_EndIt_AndTheirLevelIsNoPoint()
    {
        (IReadOnlyList<MeasuredLevel> levels, LevelsEnd end) = await Run(new ModelEngine(Curve) { FailsFrom = 16 }, new LevelOptions());
        (levels.Count, end).ShouldBe((4, LevelsEnd.Failing));
    }

    [Fact]
    public async Task GeneratorThatIsTheLimit_EndsIt()
    {
        (IReadOnlyList<MeasuredLevel> levels, LevelsEnd end) = await Run(new ModelEngine(Curve) { ClientLimitedFrom = 4 }, new LevelOptions());
        (levels.Count, end).ShouldBe((2, LevelsEnd.ClientLimited));
    }

    [Fact]
    public async Task Cancelled_EndsAtOnce()
    {
        using CancellationTokenSource stopped = new();
        await stopped.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(new LevelSeries(new ModelEngine(Curve), new LoadPlan(), new LevelOptions(), _ => { }).RunAsync(stopped.Token));
    }

    private static Task<(IReadOnlyList<MeasuredLevel> Levels, LevelsEnd End)> Run(ModelEngine engine, LevelOptions options) =>
        new LevelSeries(engine, new LoadPlan(), options, static _ => { }).RunAsync(CancellationToken.None);

    /// <summary>Answers as the curve says, for the rate or for as many at once as the plan allows, whichever is less.</summary>
    private sealed class ModelEngine(ScalabilityCurve curve) : ILoadEngine
    {
        public List<LoadPlan> Plans { get; } = [];

        public int FailsFrom { get; init; } = int.MaxValue;

        public int ClientLimitedFrom { get; init; } = int.MaxValue;

        public double ThroughputAt(double concurrency) => curve.At(concurrency);

        public Task<LoadResult> RunAsync(LoadPlan plan, ILoadObserver? observer = null, CancellationToken cancellation = default)
        {
            Plans.Add(plan);
            TrafficClass one = plan.Classes[0];
            double throughput = Math.Min(one.Rate.Peak, ThroughputAt(one.InFlightMaximum));
            FineHistogram service = new();
            service.Record((long)(1e9 * one.InFlightMaximum / throughput));
            bool fails = one.InFlightMaximum >= FailsFrom;
            LoadCounts counts = new() { Good = fails ? 50 : 100, Shed = fails ? 50 : 0 };
            LoadClassResult total = new()
            {
                Name = "",
                Counts = counts,
                Response = service,
                Service = service,
                ShedResponse = new LatencyHistogram(),
                Statuses = new Dictionary<int, long>(),
                Cohorts = [],
            };
            return Task.FromResult(new LoadResult
            {
                End = LoadEnd.Completed,
                AbortedBy = "",
                Duration = plan.Duration,
                Classes = [total],
                Total = total,
                Health = new GeneratorHealth { CpuShare = one.InFlightMaximum >= ClientLimitedFrom ? 1 : 0 },
                Seconds = [],
                AchievedPerSecond = throughput,
            });
        }
    }
}
