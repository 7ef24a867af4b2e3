using System.CommandLine;
using Holdfast.Drills;
using Holdfast.Drills.Load;
using Holdfast.Foundation;
using Holdfast.Networking;

namespace Holdfast.Cli;

/// <summary>
/// `holdfast capacity retest URL --last FILE`: the load test of a timer in one command. It searches for the highest rate, compares it with the last one, makes the task of a
/// finding, and keeps the best result that there was. Next: <see cref="MaximumRateRun"/>, <see cref="CapacityCompareCommand"/>.
/// </summary>
internal static class CapacityRetestCommand
{
    public static Command Create()
    {
        Argument<string> target = new("URL") { Description = "The service, for example http://127.0.0.1:8080/; it is driven to its limit" };
        Option<string> last = new("--last") { Description = "Where the best result so far is kept, which the next ones are compared with; there is no default, and the first run writes it", HelpName = "FILE.json", Required = true };
        Option<IReadOnlyList<LoadThreshold>?> objective = new("--slo") { Description = "What the rate must keep; by default p99<200ms,errors<0.1%", HelpName = "'p99<200ms,errors<0.1%'", CustomParser = result => Parsers.Text<IReadOnlyList<LoadThreshold>>(result, ThresholdText.ParseList) };
        Option<TimeSpan?> longest = new("--for") { Description = "How long the search may take; by default 115s. A shorter one is less precise", HelpName = "60s", CustomParser = Parsers.Length };
        Option<int> drop = CapacityCompareCommand.DropOption();
        Option<string?> task = new("--task") { Description = "Name the task of a finding for this service; by default for the target", HelpName = "SERVICE" };
        Option<bool> noTask = new("--no-task") { Description = "Ask no gateway to keep a task for a finding" };
        Option<bool> owns = new("--i-own-this") { Description = "The target is not on this machine and yours" };
        ExampleCommand command = new(
            "retest",
            "Search for the highest rate and compare it with the best so far: for a timer. Exits with 1 and adds a task when it is a tenth lower",
            "holdfast capacity retest http://127.0.0.1:8080/ --last /var/lib/holdfast/shop-rate.json --task shop",
            "holdfast capacity retest http://10.0.0.9:8000/ --last rate.json --slo 'p99<100ms,errors<0.1%' --drop 15 --i-own-this")
        { target, last, objective, longest, drop, task, noTask, owns, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result =>
        {
            LoadOptions load = new() { Target = result.GetRequiredValue(target), OwnsTarget = result.GetValue(owns), FindsMaximum = true, Objective = result.GetValue(objective) ?? [] };
            MaximumRateOptions bounds = new();
            bounds = bounds with { TotalTime = result.GetValue(longest) ?? bounds.TotalTime };
            return Run(result, load, bounds, result.GetRequiredValue(last), new CapacityCompareCommand.Wish(result.GetValue(drop) / 100.0, result.GetValue(task), !result.GetValue(noTask), Json: false));
        });
        return command;
    }

    private static int Run(ParseResult arguments, LoadOptions load, MaximumRateOptions bounds, string lastPath, CapacityCompareCommand.Wish wish)
    {
        string nowPath = lastPath + ".new";
        try
        {
            LoadRefusal.UnlessWritable(lastPath, nowPath);
            LoadPlan plan = LoadPlans.Make(load, new NameResolver(), Environment.GetEnvironmentVariable, Seeds.New(SystemClock.Instance) >> 33).GetAwaiter().GetResult();
            // Its exit code speaks of the search; whether its result can be used is read from the file.
            MaximumRateRun.Run(load with { Json = nowPath }, plan, bounds);
            return Conclude(arguments, lastPath, nowPath, wish);
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

    /// <summary>
    /// The best result stays: by slightly worse ones that each take its place, a service that loses a hundredth each week would never be found. Of a finding the new one is
    /// kept beside it, until the service is what it was or somebody removes the file.
    /// </summary>
    internal static int Conclude(ParseResult arguments, string lastPath, string nowPath, CapacityCompareCommand.Wish wish)
    {
        if (CapacityCompareCommand.Read(nowPath) is not { } now)
        {
            return 1;
        }

        if (!File.Exists(lastPath) || new FileInfo(lastPath).Length == 0)
        {
            File.Move(nowPath, lastPath, overwrite: true);
            Console.Out.WriteLine($"kept in {lastPath}: there was nothing yet to compare it with");
            return 0;
        }

        if (CapacityCompareCommand.Read(lastPath) is not { } last || CapacityCompareCommand.Answer(arguments, last, now, wish, $"{lastPath} and {nowPath}") is not { } code)
        {
            return 1;
        }

        if (code == 0 && now.Rate >= last.Rate)
        {
            File.Move(nowPath, lastPath, overwrite: true);
        }
        else if (code == 0)
        {
            File.Delete(nowPath);
            Console.Out.WriteLine($"{lastPath} stays what is compared with: the best so far");
        }
        else
        {
            Console.Out.WriteLine($"{lastPath} stays what is compared with; the new result is {nowPath}");
        }

        return code;
    }
}
