using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Holdfast.Diagnosis.Corpus.Weeks;

namespace Holdfast.Diagnosis.Corpus;

/// <summary>How soon outages are detected, and how often people are called for nothing.</summary>
internal static class DetectionBench
{
    private const int Runs = 60;
    private const double FewWeeks = 3;
    private const double TroubleSeconds = 20;

    // Figures are of the first held-out part; whoever tunes asks for another one.
    private static Part part = Part.HeldOutSeen;

    public static int Run(string[] arguments)
    {
        part = arguments.Contains("--tuning") ? Part.Tuning : arguments.Contains("--stretched") ? Part.Stretched : Part.HeldOutSeen;
        double weeks = double.Parse(DiagnosisBench.Option(arguments, "--weeks") ?? FewWeeks.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        double[] total = Delays(Break.Total);
        Row("total outage, p95 (s)", P95(total), "<= 6", $"median {Median(total):0.0}, {Runs} runs");
        double[] sixty = Delays(Break.Errors(0.6));
        Row("60 % errors, p95 (s)", P95(sixty), "<= 12", $"median {Median(sixty):0.0}");
        double[] twenty = Delays(Break.Errors(0.2));
        Row("20 % errors, p95 (s)", P95(twenty), "<= 30", $"median {Median(twenty):0.0}");
        double[] five = Delays(Break.Errors(0.05));
        Row("5 % errors, p95 (s)", P95(five), "", $"median {Median(five):0.0}");
        double[] ends = [.. Delays(Break.ErrorsFor(0.6, TroubleSeconds), End).Where(double.IsFinite)];
        Row("end of 60 % errors, p95 (s)", P95(ends), "<= 15", $"median {Median(ends):0.0}, after {TroubleSeconds:0} s of them; {Runs - ends.Length} did not end");
        if (weeks <= 0)
        {
            return 0;
        }

        // Two halves on two processors: each is a service of its own.
        ConcurrentBag<FalsePages> halves = [];
        Parallel.ForEach(new ulong[] { 1, 2 }, seed => halves.Add(FalsePages.Count(weeks / 2, seed, week => Tell(seed, week))));
        double pages = halves.Sum(half => half.Pages) / weeks;
        double suspicions = halves.Sum(half => half.Suspicions) / weeks;
        Row("false pages a week", pages, "<= 1", string.Create(CultureInfo.InvariantCulture, $"{weeks * 7:0} simulated days; stretch 0.1 over 30 weeks"));
        Row("false suspicions a week", suspicions, "", "they page nobody");
        foreach ((string reason, int count) in halves.SelectMany(half => half.Reasons).GroupBy(pair => pair.Key).Select(group => (group.Key, group.Sum(pair => pair.Value))).OrderByDescending(pair => pair.Item2).Take(8))
        {
            Console.WriteLine($"    {count,4} x {reason}");
        }

        if (DiagnosisBench.Option(arguments, "--json") is { } file)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new
            {
                detect_p95_seconds = new { total = P95(total), errors_60 = P95(sixty), errors_20 = P95(twenty), errors_5 = P95(five) }, end_p95_seconds = P95(ends),
                simulated_weeks = weeks, false_pages_per_week = pages, false_suspicions_per_week = suspicions,
            }));
        }

        return 0;
    }

    private static void Tell(ulong seed, FalsePages sofar) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"service {seed}, week {sofar.Weeks:0}: {sofar.Pages} false pages and {sofar.Suspicions} suspicions so far"));

    private static double[] Delays(Action<Draw, WorldPlan> breakIt) => Delays(breakIt, Delay);

    private static double[] Delays(Action<Draw, WorldPlan> breakIt, Func<ulong, Action<Draw, WorldPlan>, double> measure)
    {
        ConcurrentBag<double> delays = [];
        Parallel.For(0, Runs, run => delays.Add(measure((ulong)(run + 7_000_000), breakIt)));
        return [.. delays.Order()];
    }

    /// <summary>
    /// Seconds from the true end of trouble that lasted a while until all is well again; an hour when that is never seen, and no number where it has no end:
    /// some services do not come out of what the errors left behind by themselves.
    /// </summary>
    public static double End(ulong seed, Action<Draw, WorldPlan> breakIt)
    {
        (CorpusSeries series, double onset) = Broken(seed, breakIt);
        double end = onset + TroubleSeconds;
        if (TrueHarm.IsThereStill(series, onset, end))
        {
            return double.NaN;
        }

        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = CorpusSeries.Start + second;
            watch.CatchUp();
            if (second + 1 > end && watch.State == DetectionState.Normal)
            {
                return second + 1 - end;
            }
        }

        return 3600;
    }

    private static (CorpusSeries Series, double Onset) Broken(ulong seed, Action<Draw, WorldPlan> breakIt)
    {
        Draw draw = new(seed, part);
        WorldPlan plan = Everyday.Plan(draw, draw.Between(0.35, 0.75));
        breakIt(draw, plan);
        return (World.Run(plan, draw), plan.Onset);
    }

    /// <summary>Seconds from the true beginning, known to whoever breaks it, to the first suspicion; an hour when it is never suspected.</summary>
    public static double Delay(ulong seed, Action<Draw, WorldPlan> breakIt)
    {
        (CorpusSeries series, double onset) = Broken(seed, breakIt);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        for (int second = 0; second < series.Seconds; second++)
        {
            series.NewestSecond = CorpusSeries.Start + second;
            watch.CatchUp();
            if (second + 1 > onset && watch.State != DetectionState.Normal)
            {
                return second + 1 - onset;
            }
        }

        return 3600;
    }

    private static double P95(double[] sorted) => sorted[(int)(sorted.Length * 0.95)];

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static void Row(string what, double value, string target, string beside) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {value,8:0.00}  {target,-8} {beside}").TrimEnd());
}
