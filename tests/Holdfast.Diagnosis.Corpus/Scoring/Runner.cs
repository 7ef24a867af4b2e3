using Holdfast.Diagnosis.Ranking;

namespace Holdfast.Diagnosis.Corpus.Scoring;

/// <summary>Plays one run second by second, as a gateway would see it, and keeps what detection and diagnosis said.</summary>
internal static class Runner
{
    private const int SettledSeconds = 30;
    private const int Redraws = 20;

    // What came in the last second is answered in the next.
    private const double Served = 0.985;

    private static readonly Signal[][] Families =
    [
        [Signal.Clients, Signal.TopClientShare, Signal.ClientEntropy],
        [Signal.ConnectMedian, Signal.ConnectP99],
        [Signal.Connections, Signal.ConnectionCap, Signal.ConnectionWaits],
        [Signal.HostCpu],
        [Signal.Probes, Signal.ProbeFailures, Signal.ProbeSeconds],
        [Signal.Share, Signal.WeightShare],
        [Signal.FirstByteMedian, Signal.FirstByteP99],
    ];

    public static RunResult Play(RunPlan plan)
    {
        (CorpusSeries series, double onset, Redrawn redrawn) = Record(plan);
        CauseWatch watch = new(series, series, DiagnosisSettings.Default);
        double? detected = null;
        double? declared = null;
        long suspectedAt = 0;
        int? firstRanked = null;
        Explanation? settled = null;
        bool falselyBlamed = false;
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = CorpusSeries.Start + second;
            watch.CatchUp();
            // Seconds 0 to n are complete at n + 1.
            double since = second + 1 - onset;
            CauseFinding finding = watch.Current;
            if (finding.State == DetectionState.Normal || finding.Explanation is not { } explanation || since < 0)
            {
                continue;
            }

            if (detected is null)
            {
                (detected, suspectedAt) = (since, series.NewestSecond);
            }

            declared ??= finding.State == DetectionState.Declared ? since : null;
            falselyBlamed |= explanation.RootCause is { } root && !plan.Causes.Contains(Causes.Of(root.Class));
            firstRanked ??= plan.Causes[0] == Causes.Of(explanation.Top.Class) ? (int)(series.NewestSecond - suspectedAt) : null;
            settled = settled is null || series.NewestSecond - suspectedAt <= SettledSeconds ? explanation : settled;
        }

        return new RunResult(plan, detected, declared, settled, settled is null ? null : settled.Onset - (CorpusSeries.Start + onset), firstRanked, falselyBlamed, ThreeRules.Say(series, onset, (int)(onset + (detected ?? 0) + SettledSeconds)), redrawn);
    }

    /// <returns>What was recorded, when it broke, and which draws before this one were not the outage that they were to be.</returns>
    public static (CorpusSeries Series, double Onset, Redrawn Redrawn) Record(RunPlan plan)
    {
        Redrawn redrawn = new(0, 0, 0);
        for (int redraw = 0; ; redraw++)
        {
            (CorpusSeries series, double onset, Draw draw) = Simulate(plan, redraw);
            bool wasIll = TrueHarm.IsThereBefore(series, onset);
            bool isHarmless = plan.Kind is not (RunKind.Benign or RunKind.Unknown) && !wasIll && !TrueHarm.IsThere(series, onset);
            bool isOfOne = plan.Causes.Length > 1 && !wasIll && !isHarmless && plan.Causes.Any(cause => DoesNothing(plan, redraw, cause, series, onset));
            redrawn = new Redrawn(redrawn.IllBefore + (wasIll ? 1 : 0), redrawn.Harmless + (isHarmless ? 1 : 0), redrawn.OfOne + (isOfOne ? 1 : 0));
            if (plan.Kind == RunKind.MissingTelemetry)
            {
                Lose(series, draw);
            }

            if (redraw >= Redraws || (!wasIll && !isHarmless && !isOfOne && Holds(plan, series, onset)))
            {
                return (series, onset, redrawn);
            }
        }
    }

    /// <param name="without">Of several causes the one that is left out; all else is drawn as with it.</param>
    private static (CorpusSeries Series, double Onset, Draw Draw) Simulate(RunPlan plan, int redraw, Cause? without = null)
    {
        (WorldPlan world, Draw draw) = Service(plan, redraw);
        foreach (Cause cause in plan.Causes)
        {
            // What is left out is done to a service like it that nobody asks: the draws that follow are the same.
            Mechanism.Apply(cause, draw, cause == without ? Service(plan, redraw).World : world);
        }

        return (World.Run(world, draw), world.Onset, draw);
    }

    private static (WorldPlan World, Draw Draw) Service(RunPlan plan, int redraw)
    {
        Draw draw = new(plan.Seed + ((ulong)redraw << 32), plan.Part);
        return (Everyday.Plan(draw, Mechanism.UseFor(plan.Causes[0], draw)), draw);
    }

    // Of two causes one that makes nothing worse is none of that outage: with the other alone users get the same.
    private static bool DoesNothing(RunPlan plan, int redraw, Cause cause, CorpusSeries series, double onset) =>
        !TrueHarm.IsWorse(series, Simulate(plan, redraw, without: cause).Series, onset);

    private static void Lose(CorpusSeries series, Draw draw)
    {
        int family = draw.Random.Next(Families.Length + 1);
        if (family == Families.Length)
        {
            series.LoseChanges();
        }
        else
        {
            series.Lose(Families[family]);
        }
    }

    // A storm that calmed down by itself was none, and what hurt users, by the measure of all other runs, was not benign: a crowd that fills every server is a surge.
    private static bool Holds(RunPlan plan, CorpusSeries series, double onset) => plan.Causes[0] switch
    {
        Cause.RetryStorm => StaysBad(series, onset),
        Cause.None => IsServed(series, onset) && !TrueHarm.IsThere(series, onset),
        _ => true,
    };

    private static bool IsServed(CorpusSeries series, double onset)
    {
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        SeriesSubject pool = Recorder.Pool(0);
        (int from, int to) = ((int)onset, (int)onset + 55);
        double offered = Mean(series, pool, Signal.OfferedFirst, from, to) + Mean(series, pool, Signal.OfferedRetry, from, to);
        double good = Mean(series, pool, Signal.Good, from, to);
        series.NewestSecond = CorpusSeries.Start - 1;
        return good >= Served * offered;
    }

    private static bool StaysBad(CorpusSeries series, double onset)
    {
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        SeriesSubject pool = Recorder.Pool(0);
        double before = Mean(series, pool, Signal.Good, (int)onset - 40, (int)onset - 2);
        double after = Mean(series, pool, Signal.Good, (int)onset + 25, (int)onset + 55);
        series.NewestSecond = CorpusSeries.Start - 1;
        return after < 0.7 * before;
    }

    public static double Mean(CorpusSeries series, SeriesSubject subject, Signal signal, int from, int to)
    {
        double[] values = new double[to - from];
        return series.Read(subject, signal, CorpusSeries.Start + from, values) ? values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average() : double.NaN;
    }
}
