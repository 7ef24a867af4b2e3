using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Drills;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking.Linux;

namespace Holdfast.Cli;

/// <summary>`holdfast load --find-max`: trials with a line each, then the rate with its interval. Next: <see cref="MaximumRateSearch"/>.</summary>
internal static class MaximumRateRun
{
    private const string UsualObjective = "p99<200ms,errors<0.1%";

    public static int Run(LoadOptions options, LoadPlan plan, MaximumRateOptions? bounds = null)
    {
        ThresholdText.ParseList(UsualObjective, out IReadOnlyList<LoadThreshold> usual);
        IReadOnlyList<LoadThreshold> objective = options.Objective.Count > 0 ? options.Objective : usual;
        bool isQuiet = options.Json is "";
        using CancellationTokenSource stop = new();
        using StopSignals signals = new(stop.Cancel);
        LoadTrials trials = new(new LoadEngine(new LinuxNetwork(), SystemClock.Instance), plan, objective, SystemClock.Instance);
        MaximumRateSearch search = new(trials, bounds ?? new MaximumRateOptions(), trial => Print(trial, isQuiet));
        Say($"looking for the highest rate at {plan.Host} with {string.Join(", ", objective)}", isQuiet);
        try
        {
            if (!trials.PrepareAsync(stop.Token).GetAwaiter().GetResult())
            {
                throw new LoadRefusal($"{plan.Host} gives no good answer even when it is idle: try 'holdfast load {plan.Host} -r 1/s --for 2s' first.", exitCode: 1);
            }

            MaximumRateResult result = search.RunAsync(stop.Token).GetAwaiter().GetResult();
            Report(options, plan.Host, objective, result);
            return result.End is MaximumRateEnd.Found or MaximumRateEnd.Imprecise or MaximumRateEnd.MaximumReached ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            throw new LoadRefusal("stopped by hand before the rate was found.", exitCode: 1);
        }
    }

    internal static string Sentence(MaximumRateResult result)
    {
        StringBuilder text = new();
        string interval = double.IsFinite(result.High)
            ? string.Create(CultureInfo.InvariantCulture, $"{LoadText.Rate(result.Low)} to {LoadText.Rate(result.High)}")
            : string.Create(CultureInfo.InvariantCulture, $"at least {LoadText.Rate(result.Low)}");
        text.Append(CultureInfo.InvariantCulture, $"maximum sustainable rate: {LoadText.Rate(result.Rate)}/s ({100 * result.Confidence:0} % sure: {interval}), {result.Trials.Count} trials in {result.Elapsed.TotalSeconds:0} s\n");
        return text.Append(Advice(result)).ToString();
    }

    private static string Advice(MaximumRateResult result) => result.End switch
    {
        MaximumRateEnd.Found => "",
        MaximumRateEnd.Imprecise => "The interval is wider than wished: time was up. What else runs on the machine?\n",
        MaximumRateEnd.ClientLimited => "CLIENT-LIMITED: the generator was the limit, the server sustains at least this. Use more --threads or another machine.\n",
        MaximumRateEnd.MaximumReached => "The server sustains the highest rate that was offered.\n",
        MaximumRateEnd.NothingSustained => "The server keeps the objective at no rate: is the objective possible at all?\n",
        _ => "Trials contradict each other: something else changes while they run. Repeat on a quiet machine.\n",
    };

    private static void Print(Trial trial, bool isQuiet)
    {
        TrialOutcome outcome = trial.Outcome;
        string verdict = trial.Verdict switch
        {
            TrialVerdict.Sustained => "sustained",
            TrialVerdict.MissedObjective => "objective missed",
            TrialVerdict.FellBehind => "fell behind",
            _ => "client-limited",
        };
        Say(string.Create(CultureInfo.InvariantCulture, $"{trial.Number,3}  {LoadText.Rate(trial.Request.RequestsPerSecond),10}/s for {trial.Request.Duration.TotalSeconds,4:0.0} s  answered {LoadText.Rate(outcome.AchievedPerSecond),10}/s  p99 {outcome.P99.TotalMilliseconds,8:0.0} ms  errors {100 * outcome.ErrorShare:0.##} %  {verdict}"), isQuiet);
    }

    private static void Report(LoadOptions options, string target, IReadOnlyList<LoadThreshold> objective, MaximumRateResult result)
    {
        if (options.Json is "")
        {
            JsonOutput.Write(writer => Write(writer, target, objective, result));
            return;
        }

        Console.Out.Write(Sentence(result));
        if (options.Json is { } file)
        {
            File.WriteAllText(file, JsonOutput.Format(writer => Write(writer, target, objective, result)));
        }
    }

    private static void Write(Utf8JsonWriter writer, string target, IReadOnlyList<LoadThreshold> objective, MaximumRateResult result)
    {
        writer.WriteString("target", target);
        writer.WriteString("end", Words.Of(result.End));
        writer.WriteString("objective", string.Join(",", objective));
        writer.WriteNumber("ratePerSecond", Math.Round(result.Rate, 3));
        writer.WriteNumber("lowPerSecond", Math.Round(result.Low, 3));
        if (double.IsFinite(result.High))
        {
            writer.WriteNumber("highPerSecond", Math.Round(result.High, 3));
        }
        else
        {
            writer.WriteNull("highPerSecond");
        }

        writer.WriteNumber("confidence", result.Confidence);
        writer.WriteNumber("elapsedSeconds", Math.Round(result.Elapsed.TotalSeconds, 1));
        writer.WriteStartArray("trials");
        foreach (Trial trial in result.Trials)
        {
            writer.WriteStartObject();
            writer.WriteNumber("ratePerSecond", Math.Round(trial.Request.RequestsPerSecond, 3));
            writer.WriteNumber("seconds", trial.Request.Duration.TotalSeconds);
            writer.WriteNumber("achievedPerSecond", Math.Round(trial.Outcome.AchievedPerSecond, 3));
            writer.WriteNumber("p99Milliseconds", Math.Round(trial.Outcome.P99.TotalMilliseconds, 3));
            writer.WriteNumber("errorShare", Math.Round(trial.Outcome.ErrorShare, 6));
            writer.WriteString("verdict", Words.Of(trial.Verdict));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Say(string line, bool isQuiet)
    {
        if (!isQuiet)
        {
            Console.Out.WriteLine(line);
        }
    }
}
