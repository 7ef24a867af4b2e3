using Holdfast.Drills.Load;

namespace Holdfast.Drills;

/// <summary>
/// Measures one server at 1, 2, 4, 8, ... requests at once, up to where more bring nothing: the points of a scalability curve. Each level is
/// sent open-loop at more than the server can do and bounded by what may be under way, so that always as many are.
/// </summary>
/// <param name="plan">Of its traffic the first class is sent.</param>
public sealed class LevelSeries(ILoadEngine engine, LoadPlan plan, LevelOptions options, Action<MeasuredLevel> onLevel)
{
    // The next level can do twice as much at best; what is due on top only costs the generator a drop.
    private const double Surplus = 3;
    private const double FirstRate = 500;
    private const double RateMaximum = 100_000;

    // Above that share of the rate the server may have kept up, and was not full.
    private const double FullShare = 0.8;
    private const double ErrorShareMaximum = 0.05;
    private const double WorthwhileGrowth = 1.02;
    private const int FlatLevels = 2;

    /// <exception cref="OperationCanceledException">Stopped by the caller.</exception>
    public async Task<(IReadOnlyList<MeasuredLevel> Levels, LevelsEnd End)> RunAsync(CancellationToken cancellation)
    {
        List<MeasuredLevel> levels = [];
        double best = 0;
        double rate = FirstRate;
        int flat = 0;
        for (int wanted = 1; wanted <= options.Highest; wanted *= 2)
        {
            LoadResult result = await FullAsync(wanted, rate, cancellation).ConfigureAwait(false);
            MeasuredLevel level = LevelOf(wanted, result);
            if (result.Health.ClientLimited)
            {
                return (levels, LevelsEnd.ClientLimited);
            }

            if (level.ErrorShare > ErrorShareMaximum || level.Point.Throughput <= 0)
            {
                return (levels, LevelsEnd.Failing);
            }

            levels.Add(level);
            onLevel(level);
            flat = level.Point.Throughput < best * WorthwhileGrowth ? flat + 1 : 0;
            best = Math.Max(best, level.Point.Throughput);
            if (flat >= FlatLevels && levels.Count >= ScalabilityFit.LevelsMinimum)
            {
                return (levels, LevelsEnd.Saturated);
            }

            rate = Math.Max(FirstRate, best * Surplus);
        }

        return (levels, LevelsEnd.MaximumReached);
    }

    /// <summary>Again with a higher rate until the server is full: only then as many are at the server as were wanted.</summary>
    private async Task<LoadResult> FullAsync(int wanted, double rate, CancellationToken cancellation)
    {
        while (true)
        {
            LoadResult result = await engine.RunAsync(PlanOf(wanted, rate), null, cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (result.AchievedPerSecond < FullShare * rate || rate >= RateMaximum || result.Health.ClientLimited)
            {
                return result;
            }

            rate = Math.Min(RateMaximum, rate * 4);
        }
    }

    private LoadPlan PlanOf(int wanted, double rate) => plan with
    {
        Classes = [plan.Classes[0] with { Rate = RateCurve.Constant(rate), ConnectionsMaximum = wanted, InFlightMaximum = wanted, Retry = RetryPlan.None }],
        WarmUp = options.WarmUp,
        Duration = options.PerLevel,
        AbortRules = [],
        Thresholds = [],
    };

    /// <summary>Little's law: in service at once are as many as come in the time that each of them takes.</summary>
    private static MeasuredLevel LevelOf(int wanted, LoadResult result)
    {
        LoadCounts counts = result.Total.Counts;
        long ended = counts.Good + counts.LateAnswers + counts.Shed + counts.Failed;
        return new MeasuredLevel(
            wanted,
            new MeasuredPoint(result.AchievedPerSecond * result.Total.Service.Mean / 1e9, result.AchievedPerSecond),
            TimeSpan.FromTicks((long)(result.Total.Service.Percentile(99) / TimeSpan.NanosecondsPerTick)),
            ended == 0 ? 1 : (double)(counts.Shed + counts.Failed) / ended);
    }
}
