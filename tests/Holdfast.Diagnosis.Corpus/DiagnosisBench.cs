using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Holdfast.Diagnosis.Corpus;

/// <summary>Plays the corpus and prints how often the causes were named, beside three simple rules.</summary>
internal static class DiagnosisBench
{
    private const int RunsPerClass = 200;
    private const double BaselineMaximum = 0.75;

    private static readonly string[] Options = ["--runs", "--others", "--compound", "--cause", "--json", "--held-out", "--tuning", "--stretched", "--wrong"];

    public static int Run(string[] arguments)
    {
        // A word that nobody knows must not play the part that judges once.
        if (Array.Find(arguments, argument => argument.StartsWith('-') && !Options.Contains(argument)) is { } unknown)
        {
            Console.Error.WriteLine($"bench/run diagnosis: {unknown} is none of {string.Join(' ', Options)}");
            return 2;
        }

        Part part = PartOf(arguments);
        // Which of its runs were wrong is nobody's business before the last rule is written.
        bool wrong = arguments.Contains("--wrong") && part != Part.HeldOut;
        int perClass = int.Parse(Option(arguments, "--runs") ?? RunsPerClass.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int others = int.Parse(Option(arguments, "--others") ?? "0", CultureInfo.InvariantCulture);
        int compound = int.Parse(Option(arguments, "--compound") ?? "0", CultureInfo.InvariantCulture);
        IEnumerable<RunPlan> plans = CorpusPlan.All(part, perClass, compound: Math.Max(40, Math.Max(others, compound)), unknown: Math.Max(40, others), benign: Math.Max(36, others), missing: 36);
        // So many of two causes and nothing else: of forty, one in seven is chance.
        plans = compound > 0 ? plans.Where(plan => plan.Kind == RunKind.Compound) : plans;
        Scores scores = Play([.. Option(arguments, "--cause") is { } name ? plans.Where(plan => plan.Kind == RunKind.Single && plan.Causes[0] == Enum.Parse<Cause>(name)) : plans]);
        Print(scores, part, perClass);
        if (wrong)
        {
            PrintWrong(scores);
        }

        if (Option(arguments, "--json") is { } file)
        {
            File.WriteAllText(file, Json(scores, part));
        }

        return 0;
    }

    internal static Part PartOf(string[] arguments) =>
        arguments.Contains("--tuning") ? Part.Tuning : arguments.Contains("--stretched") ? Part.Stretched
        : Option(arguments, "--held-out") switch { "1" => Part.HeldOutSeen, "2" => Part.ExtremesSeen, "3" => Part.ThirdSeen, "4" => Part.FourthSeen, "5" => Part.FifthSeen, _ => Part.HeldOut };

    private static string NameOf(Part part) => part switch
    {
        Part.HeldOut => "held-out, sixth",
        Part.FifthSeen => "held-out, fifth (seen once: no judge any more)",
        Part.FourthSeen => "held-out, fourth (seen once: no judge any more)",
        Part.ThirdSeen => "held-out, third (seen once: no judge any more)",
        Part.ExtremesSeen => "held-out, second (seen: no judge any more)",
        Part.HeldOutSeen => "held-out, first (seen once: no judge any more)",
        _ => part.ToString().ToLowerInvariant(),
    };

    public static Scores Play(IReadOnlyList<RunPlan> plans)
    {
        ConcurrentBag<RunResult> results = [];
        Parallel.ForEach(plans, plan => results.Add(Runner.Play(plan)));
        return new Scores([.. results.OrderBy(result => result.Plan.Seed)]);
    }

    /// <summary>One run in full, for whoever tunes.</summary>
    public static int Show(Cause[] causes, ulong seed, Part part)
    {
        RunKind kind = causes.Length > 1 ? RunKind.Compound : causes[0] switch { Cause.None => RunKind.Benign, Cause.Unknown => RunKind.Unknown, _ => RunKind.Single };
        RunResult result = Runner.Play(new RunPlan(kind, causes, seed, part));
        Console.WriteLine($"{result.Plan}: detected after {result.DetectedAfter:0.0} s, top {result.Top}, {result.Settled?.Verdict}, {result.Settled?.Harm}");
        foreach (var ranked in result.Settled?.Ranking ?? [])
        {
            Console.WriteLine($"  {ranked.Name} {ranked.Decibans:0.0} dB P {ranked.Probability:0.00}: {string.Join(", ", ranked.For.Concat(ranked.Against).Select(item => $"{item.Item.Sign} {item.Decibans:0.0}"))}");
        }

        Console.WriteLine($"  set off by: {result.Settled?.Trigger?.Text}, kept going by: {result.Settled?.Sustaining?.Text}");
        foreach (var item in result.Settled?.Evidence ?? [])
        {
            Console.WriteLine($"    {item.Sign} q {item.Quality:0.00} onset {item.Onset - result.Settled!.Onset}: {item.Text}");
        }

        ShowServers(result);
        return 0;
    }

    // The record about the onset, as evidence saw it.
    private static void ShowServers(RunResult result)
    {
        (CorpusSeries series, double onset, _) = Runner.Record(result.Plan);
        series.NewestSecond = CorpusSeries.Start + series.Seconds;
        Console.WriteLine($"true onset {onset:0.0}, worked with {result.Settled?.Onset - CorpusSeries.Start}");
        foreach (SeriesSubject subject in series.Subjects(SubjectKind.Pool).Take(1).Concat(series.Subjects(SubjectKind.Server)))
        {
            foreach (Signal signal in Enum.GetValues<Signal>())
            {
                double[] values = new double[56];
                if (series.Read(subject, signal, CorpusSeries.Start + (long)onset - 12, values) && values.Any(value => value > 0) && values.Any(value => value != values[0]))
                {
                    Console.WriteLine($"  {subject.Name,-22} {signal,-16} {string.Join(' ', values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)))}");
                }
            }
        }
    }

    private static void Print(Scores scores, Part part, int perClass)
    {
        Console.WriteLine($"{NameOf(part)} part, {perClass} runs for each of {CorpusPlan.Classes.Length} causes");
        // More than that, and three rules would do: then the corpus must become harder.
        if (scores.BaselineSingle > BaselineMaximum)
        {
            Console.WriteLine($"three rules name more than {BaselineMaximum:0.00}: the corpus is too easy to tell anything");
        }

        Row("right cause first, single", scores.TopSingle, ">= 0.90", $"three rules {scores.BaselineSingle:0.000}");
        Row("right cause in the first three", scores.TopThreeSingle, ">= 0.98", "");
        Row("macro F1", scores.MacroF1, ">= 0.88", $"three rules {scores.BaselineMacroF1:0.000}");
        Row("one of two causes first, compound", scores.TopCompound, ">= 0.75", $"three rules {scores.BaselineCompound:0.000}");
        Row("both causes in the first two, compound", scores.TopTwoCompound, ">= 0.75", "");
        Row("never blames for unknown causes", scores.AbstainUnknown, ">= 0.90", "");
        Row("falsely blamed, benign (runs)", scores.FalseOnBenign, "0", "");
        Row("right cause first, telemetry missing", scores.TopMissing, "", "");
        Row("root cause stated, single", scores.StatedSingle, "", $"wrongly at any second {scores.WronglyStatedSingle:0.000}");
        Row("calibration error", scores.CalibrationError, "<= 0.10", "");
        Row("detected, single", scores.DetectedSingle, "", $"p95 {scores.DetectionP95:0.0} s after the onset");
        Row("right cause first after, p95 (s)", scores.FirstRankedP95, "<= 5", "from the suspicion");
        Row("onset right within 2 s", scores.OnsetRight, "", $"too early {scores.OnsetEarly:0.000}, too late {scores.OnsetLate:0.000}");
        Row("storms with their stall as trigger", scores.StormsTriggered, "", $"with what keeps them going {scores.StormsSustained:0.000}");
        Row("drawn again: nobody was hurt by it", scores.Harmless, "", $"users were hurt before it {scores.IllBefore}, one of two causes did nothing {scores.OfOne}");
        foreach (var pair in scores.Of(RunKind.Compound).GroupBy(result => string.Join('+', result.Plan.Causes)))
        {
            Row($"  {pair.Key}", pair.Average(result => result.HasBothInTopTwo ? 1.0 : 0), "", $"one of two first {pair.Average(result => result.IsTopRight ? 1.0 : 0):0.000}, {pair.Count()} runs, one did nothing {pair.Sum(result => result.Redrawn.OfOne)}");
        }

        foreach (Cause cause in CorpusPlan.Classes.Where(cause => scores.Of(RunKind.Single).Any(result => result.Plan.Causes[0] == cause)))
        {
            Row($"  {cause}", scores.Recall(cause), "", $"F1 {scores.FOne(cause):0.000}  first p95 {scores.FirstRankedP95Of(cause):0} s, onset late {scores.OnsetLateOf(cause):0.00}  {Confusion(scores, cause)}");
        }
    }

    private static string Confusion(Scores scores, Cause cause) => string.Join(' ', scores.Of(RunKind.Single)
        .Where(result => result.Plan.Causes[0] == cause && !result.IsTopRight)
        .GroupBy(result => result.Settled is null ? "undetected" : result.Top.ToString())
        .OrderByDescending(group => group.Count())
        .Select(group => $"{group.Key}:{group.Count()}"));

    private static void PrintWrong(Scores scores)
    {
        foreach (RunResult result in Enum.GetValues<RunKind>().SelectMany(scores.Of).Where(result => result.Plan.Kind switch
        {
            RunKind.Benign => result.FalselyBlamed,
            RunKind.Unknown => !result.Abstains || result.FalselyBlamed,
            RunKind.Compound => !result.HasBothInTopTwo,
            _ => !result.IsTopRight,
        }))
        {
            Console.WriteLine($"{result.Plan}: detected {result.DetectedAfter:0.0}, onset {result.OnsetError:+0.0;-0.0}, says {string.Join(" ", result.Settled?.Ranking.Take(3).Select(cause => $"{cause.Name}:{cause.Decibans:0}") ?? [])} {result.Settled?.Verdict} {(result.FalselyBlamed ? "falsely" : "")}");
            PrintMissing(result);
        }
    }

    // Of a compound: what each of the first, and the cause that is not among them, was made of.
    private static void PrintMissing(RunResult result)
    {
        var ranking = result.Settled?.Ranking.Where(cause => cause.Class != CauseClass.NoneOfThese).ToList() ?? [];
        foreach (var ranked in result.Plan.Kind == RunKind.Compound ? ranking.Where((cause, place) => place < 2 || result.Plan.Causes.Contains(Causes.Of(cause.Class))) : [])
        {
            Console.WriteLine($"    {ranked.Name} {ranked.Decibans:0}: {string.Join(", ", ranked.For.Concat(ranked.Against).Where(item => Math.Abs(item.Decibans) >= 1).Select(item => $"{item.Item.Sign} {item.Decibans:0}"))}{(ranked.Veto is null ? "" : $"; {ranked.Veto}")}");
        }
    }

    private static void Row(string what, double value, string target, string beside) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-42} {value,8:0.000}  {target,-8} {beside}").TrimEnd());

    private static string Json(Scores scores, Part part) => JsonSerializer.Serialize(new
    {
        part = NameOf(part),
        held_out = new
        {
            top1_single = scores.TopSingle, top3_single = scores.TopThreeSingle, top1_compound = scores.TopCompound, top2_compound = scores.TopTwoCompound, macro_f1 = scores.MacroF1,
            abstain_unknown = scores.AbstainUnknown, false_on_benign = scores.FalseOnBenign, top1_missing_telemetry = scores.TopMissing, calibration_error = scores.CalibrationError,
            root_cause_stated = scores.StatedSingle, detected = scores.DetectedSingle, drawn_again_without_harm = scores.Harmless, drawn_again_ill_before = scores.IllBefore, drawn_again_of_one_cause = scores.OfOne, first_ranked_p95_seconds = scores.FirstRankedP95,
        },
        baseline = new { top1_single = scores.BaselineSingle, top1_compound = scores.BaselineCompound, macro_f1 = scores.BaselineMacroF1 },
    });

    internal static string? Option(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
