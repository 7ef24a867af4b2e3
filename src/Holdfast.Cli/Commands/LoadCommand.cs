using System.CommandLine;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Cli;

/// <summary>`holdfast load`: arguments -> plan -> load -> result and exit code. Next: <see cref="LoadPlans"/>, <see cref="LoadRun"/>.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        Argument<string?> target = new("URL") { Description = "Where to, for example http://127.0.0.1:8080/; may stand in the traffic file", Arity = ArgumentArity.ZeroOrOne };
        LoadCommandOptions options = new();
        ExampleCommand command = new(
            "load",
            "Send load by the clock (open loop), and tell how a server bears it",
            "holdfast load http://127.0.0.1:8080/ -r 500/s --for 30s",
            "holdfast load http://127.0.0.1:8080/ -r 100..5000/60s --poisson --clients 50",
            "holdfast load http://127.0.0.1:8080/ -r 100/10s,500/10s --retry immediate:3 --abort-on 'errors>50% for 5s'",
            "holdfast load --traffic shop.yaml --fail 'p99<200ms,checkout:goodput>95%' --json result.json",
            "holdfast load http://127.0.0.1:8080/ --find-max --slo 'p99<200ms,errors<0.1%'")
        { target };
        options.AddTo(command);
        command.SetAction(result => Run(options.Read(result, result.GetValue(target))));
        return command;
    }

    private static int Run(LoadOptions options)
    {
        try
        {
            LoadRefusal.UnlessWritable(options.Json is "" ? null : options.Json, options.Histogram);
            ulong fresh = Seeds.New(SystemClock.Instance) >> 33; // Short enough to be typed again.
            LoadPlan plan = LoadPlans.Make(options, new NameResolver(), Environment.GetEnvironmentVariable, fresh).GetAwaiter().GetResult();
            return options.FindsMaximum ? MaximumRateRun.Run(options, plan) : Report(options, plan, LoadRun.Run(plan, quiet: options.Json is ""));
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

    private static int Report(LoadOptions options, LoadPlan plan, LoadResult result)
    {
        IReadOnlyList<ThresholdVerdict> verdicts = ThresholdVerdict.Of(plan.Thresholds, result);
        if (options.Json is "")
        {
            JsonOutput.Write(writer => LoadJson.Write(writer, plan, result, verdicts));
        }
        else
        {
            Console.Out.Write(LoadSummary.Format(plan, result));
            foreach (ThresholdVerdict verdict in verdicts)
            {
                Console.Out.WriteLine(verdict);
            }
        }

        if (options.Json is { Length: > 0 } file)
        {
            File.WriteAllText(file, JsonOutput.Format(writer => LoadJson.Write(writer, plan, result, verdicts)));
        }

        if (options.Histogram is { } histogram)
        {
            File.WriteAllText(histogram, PercentileLog.Format(result.Total.Response));
        }

        // A script that waits for a whole load must not take half of one for it.
        return result.End != LoadEnd.Completed || verdicts.Any(static verdict => !verdict.IsKept) ? 1 : 0;
    }
}
