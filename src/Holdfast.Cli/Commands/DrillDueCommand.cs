using System.CommandLine;
using System.Globalization;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>`holdfast drill due`: drills of incidents that were not green lately.</summary>
internal static class DrillDueCommand
{
    public static Command Create()
    {
        Option<string> directory = LearnedDrills.DirectoryOption();
        Option<int> days = new("--days") { Description = "How old a green verdict may be", HelpName = "DAYS", DefaultValueFactory = static _ => LearnedDrill.DaysUsual };
        days.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3650)
            {
                result.AddError("--days is a number from 1 to 3650");
            }
        });
        Option<string?> state = StateDirectoryOption.Create("Where the verdicts are");
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        ExampleCommand command = new(
            "due",
            "List drills of incidents that were not green on a present configuration within 20 days: 1 when there are some, 0 when not",
            "holdfast drill due",
            "holdfast drill due --drills ops/drills --days 7",
            "holdfast drill due --json | jq -r .due[].file")
        { directory, days, state, json };
        command.SetAction(result => Print(result.GetRequiredValue(directory), result.GetValue(days), result.GetValue(state), result.GetValue(json)));
        return command;
    }

    private static int Print(string directory, int days, string? stateDirectory, bool json)
    {
        DateTimeOffset now = SystemClock.Instance.UtcNow;
        if (DrillLedgerFile.Read(stateDirectory) is not { } ledger)
        {
            return 1;
        }

        if (!LearnedDrills.IsThereOrExplain(directory))
        {
            return UsageErrors.ExitCode;
        }

        IReadOnlyList<LearnedDrill> all = LearnedDrill.In(directory, ledger);
        List<LearnedDrill> due = [.. all.Where(drill => drill.IsDue(now, days))];
        if (json)
        {
            Write(directory, days, all.Count, due);
        }
        else
        {
            Say(directory, days, all.Count, due, now);
        }

        return due.Count == 0 ? 0 : 1;
    }

    private static void Say(string directory, int days, int all, List<LearnedDrill> due, DateTimeOffset now)
    {
        if (all == 0)
        {
            Console.Out.WriteLine($"no drill of an incident is in {directory}: holdfast drill from-incident ID writes one");
            return;
        }

        if (due.Count == 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"none of {all} is due: each was green within {days} days"));
            return;
        }

        TextTable table = new("drill", "last verdict", ">days ago", "run it");
        foreach (LearnedDrill drill in due)
        {
            table.Add(drill.Name, drill.Said, drill.Newest is null ? "-" : drill.DaysSince(now).ToString("0.0", CultureInfo.InvariantCulture), $"holdfast drill run {drill.Path}");
        }

        Console.Out.Write(table.ToString());
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n  {due.Count} of {all} are due; all of them: holdfast drill run --all-learned"));
    }

    private static void Write(string directory, int days, int all, List<LearnedDrill> due) => JsonOutput.Write(writer =>
    {
        writer.WriteString("directory", directory);
        writer.WriteNumber("days", days);
        writer.WriteNumber("drills", all);
        writer.WriteStartArray("due");
        foreach (LearnedDrill drill in due)
        {
            writer.WriteStartObject();
            writer.WriteString("drill", drill.Name);
            writer.WriteString("file", drill.Path);
            writer.WriteBoolean("pageChanged", drill.HasChanged);
            writer.WriteString("result", drill.Newest?.Result.ToString().ToLowerInvariant());
            writer.WriteString("ranAt", drill.Newest?.StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteString("ranOnOldAt", drill.NewestOnOld?.StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
