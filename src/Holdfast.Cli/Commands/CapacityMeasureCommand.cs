using System.CommandLine;
using System.Globalization;
using System.Text;
using Holdfast.Drills;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli;

/// <summary>`holdfast capacity measure URL`: the points by load, level after level, then the same answer. Next: <see cref="LevelSeries"/>.</summary>
internal static class CapacityMeasureCommand
{
    private const int HighestMaximum = 16_384;

    public static Command Create()
    {
        Argument<string> target = new("URL") { Description = "One server, for example http://127.0.0.1:8080/; it is driven to its limit" };
        Option<TimeSpan?> perLevel = new("--for") { Description = "How long each level is measured; by default 5s", HelpName = "10s", CustomParser = Parsers.Length };
        Option<int?> highest = new("--up-to") { Description = "Most requests at once; by default 512", HelpName = "128", CustomParser = static result => Parsers.Whole(result, HighestMaximum) };
        Option<string?> pointsFile = new("--points") { Description = "Write the points, for holdfast capacity FILE", HelpName = "FILE.csv" };
        Option<bool> owns = new("--i-own-this") { Description = "The target is not on this machine and yours" };
        CapacityOptions options = new();
        ExampleCommand command = new(
            "measure",
            "Drive one server with 1, 2, 4, 8, ... requests at once up to where more bring nothing, and fit the curve",
            "holdfast capacity measure http://127.0.0.1:8080/",
            "holdfast capacity measure http://127.0.0.1:8080/search --for 10s --up-to 128 --points points.csv",
            "holdfast capacity measure http://127.0.0.1:8080/ --projected 1200/s --growth 15%/month --servers 4")
        { target, perLevel, highest, pointsFile, owns };
        options.AddTo(command);
        command.SetAction(result =>
        {
            LevelOptions levels = new();
            levels = levels with { PerLevel = result.GetValue(perLevel) ?? levels.PerLevel, Highest = result.GetValue(highest) ?? levels.Highest };
            LoadOptions load = new() { Target = result.GetRequiredValue(target), OwnsTarget = result.GetValue(owns), FindsMaximum = true };
            return Run(load, levels, result.GetValue(pointsFile), options.Read(result));
        });
        return command;
    }

    private static int Run(LoadOptions load, LevelOptions options, string? pointsFile, CapacityQuestion question)
    {
        try
        {
            LoadRefusal.UnlessWritable(pointsFile);
            LoadPlan plan = LoadPlans.Make(load, new NameResolver(), Environment.GetEnvironmentVariable, question.Seed).GetAwaiter().GetResult();
            if (plan.Targets.Count > 1)
            {
                throw new LoadRefusal($"{plan.Host} has {plan.Targets.Count} addresses, and a curve is of one server. Name one: {plan.Targets[0]}.");
            }

            (IReadOnlyList<MeasuredLevel> levels, LevelsEnd end) = Measure(plan, options);
            Console.Error.WriteLine($"holdfast: {Sentence(end, levels.Count)}");
            MeasuredPoint[] points = [.. levels.Select(static level => level.Point)];
            if (pointsFile is not null)
            {
                File.WriteAllText(pointsFile, Lines(points));
            }

            // Without a single level the sentence above has said everything.
            return points.Length == 0 ? 1 : CapacityAnswer.Give(points, question);
        }
        catch (LoadRefusal refusal)
        {
            Console.Error.WriteLine($"holdfast: {refusal.Message}");
            return refusal.ExitCode;
        }
        catch (LoadException exception)
        {
            Console.Error.WriteLine($"holdfast: {exception.Message}");
            return 1;
        }
    }

    private static (IReadOnlyList<MeasuredLevel> Levels, LevelsEnd End) Measure(LoadPlan plan, LevelOptions options)
    {
        using CancellationTokenSource stop = new();
        using StopSignals signals = new(stop.Cancel);
        try
        {
            LevelSeries series = new(new LoadEngine(new LinuxNetwork(), SystemClock.Instance), plan, options, Print);
            return series.RunAsync(stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new LoadRefusal("stopped by hand before the curve was measured.", exitCode: 1);
        }
    }

    // Progress belongs on standard error: the answer may be piped.
    private static void Print(MeasuredLevel level) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{level.Wanted,6} at once  {LoadText.Rate(level.Point.Throughput),10}/s  p99 {level.P99.TotalMilliseconds,8:0.#} ms  errors {100 * level.ErrorShare:0.##} %"));

    internal static string Sentence(LevelsEnd end, int levels) => end switch
    {
        LevelsEnd.Saturated => "more at once bring no more answers",
        LevelsEnd.MaximumReached => "the highest level that was allowed is measured; --up-to allows more",
        LevelsEnd.Failing => levels == 0
            ? "the server gives no good answers: try 'holdfast load URL -r 1/s --for 2s' first"
            : "more than 5 % of the next level's answers were errors: the curve ends before it",
        _ => "the generator was the limit at the next level: the curve ends before it. Use another machine",
    };

    private static string Lines(IEnumerable<MeasuredPoint> points)
    {
        StringBuilder text = new("concurrency,throughput\n");
        foreach (MeasuredPoint point in points)
        {
            text.Append(CultureInfo.InvariantCulture, $"{point.Concurrency:0.###},{point.Throughput:0.###}\n");
        }

        return text.ToString();
    }
}
