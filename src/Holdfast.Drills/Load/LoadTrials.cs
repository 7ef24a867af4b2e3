using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>
/// Trials of the search for the maximum rate, sent for real: the plan's traffic with all rates scaled, so that the mix of the classes stays.
/// </summary>
/// <param name="objective">Must hold in a trial for it to count as sustained.</param>
public sealed class LoadTrials(ILoadEngine engine, LoadPlan plan, IReadOnlyList<LoadThreshold> objective, IClock clock) : ITrialRunner
{
    // A trial in which nothing is answered must not go on for the patience of its clients.
    private static readonly TimeSpan GraceMaximum = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private const double LookRate = 40;

    // Idle again: a few requests are about as quick as they were before the first trial.
    private const double IdleFactor = 1.2;
    private static readonly TimeSpan IdleMargin = TimeSpan.FromMilliseconds(2);

    private readonly double plannedRate = plan.Classes.Sum(static one => one.Rate.Peak);
    private double? idleMedian;

    /// <summary>Times an idle server, which <see cref="CoolDownAsync"/> compares with. False when it does not answer at all.</summary>
    public async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        LoadResult look = await engine.RunAsync(PlanAt(LookRate, TimeSpan.Zero, Look * 2), null, cancellation);
        idleMedian = look.Total.Response.Percentile(50);
        return look.Total.Counts.Good > 0;
    }

    public async Task<TrialOutcome> RunAsync(TrialRequest trial, CancellationToken cancellation)
    {
        long begun = clock.NowNanoseconds;
        LoadResult result = await engine.RunAsync(PlanAt(trial.RequestsPerSecond, trial.WarmUp, trial.Duration), null, cancellation);
        LoadCounts counts = result.Total.Counts;
        return new TrialOutcome
        {
            ObjectiveMet = objective.All(threshold => LoadMeasures.Of(threshold, result) is { } value && threshold.IsKeptBy(value)),
            P99 = TimeSpan.FromTicks((long)(result.Total.Response.Percentile(99) / TimeSpan.NanosecondsPerTick)),
            ErrorShare = counts.Intended == 0 ? 0 : (double)LoadMeasures.Errors(counts) / counts.Intended,
            OfferedPerSecond = result.OfferedPerSecond,
            AchievedPerSecond = result.AchievedPerSecond,
            ClientLimited = result.Health.ClientLimited,
            Elapsed = Since(begun),
        };
    }

    public async Task<TimeSpan> CoolDownAsync(TimeSpan maximum, CancellationToken cancellation)
    {
        long begun = clock.NowNanoseconds;
        double idle = ((idleMedian ?? 0) * IdleFactor) + (IdleMargin.Ticks * TimeSpan.NanosecondsPerTick);
        while (Since(begun) < maximum)
        {
            LoadResult look = await engine.RunAsync(PlanAt(LookRate, TimeSpan.Zero, Look), null, cancellation);
            if (cancellation.IsCancellationRequested || (look.Total.Counts.Good > 0 && look.Total.Response.Percentile(50) <= idle))
            {
                break;
            }
        }

        return Since(begun);
    }

    private LoadPlan PlanAt(double rate, TimeSpan warmUp, TimeSpan duration) => plan with
    {
        Classes = [.. plan.Classes.Select(one => one with { Rate = RateCurve.Constant(one.Rate.Peak * rate / plannedRate) })],
        WarmUp = warmUp,
        Duration = duration,
        Grace = plan.Grace < GraceMaximum ? plan.Grace : GraceMaximum,
        AbortRules = [],
        Thresholds = [],
    };

    private TimeSpan Since(long begun) => TimeSpan.FromTicks((clock.NowNanoseconds - begun) / TimeSpan.NanosecondsPerTick);
}
