using System.CommandLine;
using System.Globalization;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli;

/// <summary>`holdfast capacity compare LAST NEW`: for the load test that runs by a timer. Next: <see cref="MaximumDrop"/>.</summary>
internal static class CapacityCompareCommand
{
    public static Command Create()
    {
        Argument<string> last = new("LAST") { Description = "What holdfast load --find-max --json has written the last time" };
        Argument<string> now = new("NEW") { Description = "What it has written now" };
        Option<int> drop = DropOption();
        Option<string?> task = new("--task") { Description = "Name the task of a finding for this service; by default for the target of the search", HelpName = "SERVICE" };
        Option<bool> noTask = new("--no-task") { Description = "Ask no gateway to keep a task for a finding" };
        Option<bool> json = new("--json") { Description = "Print JSON" };
        ExampleCommand command = new(
            "compare",
            "Compare the highest rates of two searches: exits with 1 when the new one is a tenth lower",
            "holdfast capacity compare last.json new.json",
            "holdfast capacity compare last.json new.json --drop 15 --task shop",
            "holdfast capacity compare last.json new.json --no-task")
        { last, now, drop, task, noTask, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.Validators.Add(result =>
        {
            if (result.GetValue(noTask) && result.GetValue(task) is not null)
            {
                result.AddError("--task names a task and --no-task wants none: leave one of them out");
            }
        });
        command.SetAction(result => Compare(result, result.GetRequiredValue(last), result.GetRequiredValue(now), new Wish(result.GetValue(drop) / 100.0, result.GetValue(task), !result.GetValue(noTask), result.GetValue(json))));
        return command;
    }

    internal static Option<int> DropOption()
    {
        Option<int> drop = new("--drop") { Description = "Percent less that are a finding", HelpName = "PERCENT", DefaultValueFactory = _ => 10 };
        drop.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 99)
            {
                result.AddError("--drop is a number of percent from 1 to 99");
            }
        });
        return drop;
    }

    private static int Compare(ParseResult arguments, string lastPath, string nowPath, Wish wish)
    {
        if (Read(lastPath) is not { } last || Read(nowPath) is not { } now)
        {
            return 1;
        }

        return Answer(arguments, last, now, wish, $"{lastPath} and {nowPath}") ?? 1;
    }

    /// <summary>Says what became of the rate and adds the task of a finding.</summary>
    /// <returns>1 for a finding, 0 for none; null when the two cannot be compared, which was said.</returns>
    internal static int? Answer(ParseResult arguments, MaximumFile last, MaximumFile now, Wish wish, string names)
    {
        if (MaximumDrop.Of(last, now, wish.Least, out string? problem) is not { } drop)
        {
            Console.Error.WriteLine($"holdfast: {names} cannot be compared: {problem}");
            return null;
        }

        string sentence = drop.Sentence(last, now);
        if (wish.Json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteNumber("lastPerSecond", last.Rate);
                writer.WriteNumber("newPerSecond", now.Rate);
                writer.WriteNumber("drop", Math.Round(drop.Part, 4));
                writer.WriteBoolean("finding", drop.IsFinding);
                writer.WriteBoolean("mayBeChance", drop.MayBeChance);
            });
        }
        else
        {
            Console.Out.WriteLine(sentence);
        }

        // Who compares again and again does not read each answer: a finding that is nobody's task is forgotten.
        if (drop.IsFinding && wish.AddsTask)
        {
            AddTask(arguments, wish.Service ?? now.Target ?? "the service", now, sentence, wish.Json);
        }

        return drop.IsFinding ? 1 : 0;
    }

    internal static MaximumFile? Read(string path)
    {
        if (MaximumFile.Read(InputFile.Text(path, "Give files that holdfast load --find-max --json has written."), out string? problem) is { } read)
        {
            return read;
        }

        Console.Error.WriteLine($"holdfast: {path} {problem}");
        return null;
    }

    private static void AddTask(ParseResult arguments, string service, MaximumFile now, string sentence, bool json)
    {
        using AdminApi api = AdminApi.From(arguments);
        TaskRequest wish = new()
        {
            Text = string.Create(CultureInfo.InvariantCulture, $"find what made {service} slower: {sentence} ({now.Objective})"),
            // What a service has lost is missing at its next peak: an outage to prevent. The next search is linked, and a drill of such a peak shows that it is borne again.
            Type = "prevent",
            Finding = $"find-max:{service}",
            As = "load test",
        };
        FoundTask.Add(api, wish, quiet: json);
    }

    /// <param name="Least">The part that is a finding: 0.1 for a tenth less.</param>
    /// <param name="Service">Whose task it is; null for the target's.</param>
    internal sealed record Wish(double Least, string? Service, bool AddsTask, bool Json);
}
