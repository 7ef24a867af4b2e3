using System.CommandLine;
using System.Globalization;
using Holdfast.Incidents.Drills;

namespace Holdfast.Cli;

/// <summary>`holdfast drill history`: the verdicts of earlier runs.</summary>
internal static class DrillHistoryCommand
{
    private const int RowsMaximum = 50;

    public static Command Create()
    {
        Argument<string?> name = new("NAME") { Description = "Only of this scenario", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> state = StateDirectoryOption.Create("Where the verdicts are");
        Option<bool> json = new("--json") { Description = "Print all of them as JSON" };
        ExampleCommand command = new(
            "history",
            "List the verdicts of earlier runs on this machine, the newest first",
            "holdfast drill history",
            "holdfast drill history dead-host",
            "holdfast drill history --json | jq '.verdicts[] | {number, scenario, result}'")
        { name, state, json };
        command.SetAction(result => Print(result.GetValue(name), result.GetValue(state), result.GetValue(json)));
        return command;
    }

    private static int Print(string? name, string? stateDirectory, bool json)
    {
        if (DrillLedgerFile.Read(stateDirectory) is not { } ledger)
        {
            return 1;
        }

        List<DrillVerdict> verdicts = [.. ledger.All.Reverse().Where(verdict => name is null || verdict.Scenario == name)];
        if (json)
        {
            Write(verdicts);
            return 0;
        }

        if (verdicts.Count == 0)
        {
            Console.Out.WriteLine(name is null ? "no drill has run yet: holdfast drill list" : $"drill {name} has not run yet: holdfast drill run {name}");
            return 0;
        }

        TextTable table = new(">number", "started (UTC)", "drill", "gateway", "verdict", ">held", "");
        foreach (DrillVerdict verdict in verdicts.Take(RowsMaximum))
        {
            table.Add(
                verdict.Number.ToString(CultureInfo.InvariantCulture),
                verdict.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                verdict.Scenario + (verdict.Quick ? " (quick)" : ""),
                verdict.Gateway,
                Word(verdict),
                string.Create(CultureInfo.InvariantCulture, $"{verdict.Expectations.Count(one => one.Passed)} of {verdict.Expectations.Count}"),
                verdict.Remark ?? "");
        }

        Console.Out.Write(table.ToString());
        return 0;
    }

    /// <summary>On the configuration of the day of the outage a drill has to fail: there a pass is what somebody has to look at.</summary>
    internal static string Word(DrillVerdict verdict) => (verdict.Result, verdict.OnOldConfiguration) switch
    {
        (DrillResult.Failed, true) => verdict.Aborted ? "aborted on old" : "failed on old, as it should",
        (DrillResult.Passed, true) => "PASSED ON OLD",
        (DrillResult.Failed, false) => "FAILED",
        _ => verdict.Result.ToString().ToLowerInvariant(),
    };

    private static void Write(List<DrillVerdict> verdicts) => JsonOutput.Write(writer =>
    {
        writer.WriteStartArray("verdicts");
        foreach (DrillVerdict verdict in verdicts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", verdict.Number);
            writer.WriteString("scenario", verdict.Scenario);
            writer.WriteString("gateway", verdict.Gateway);
            writer.WriteString("result", verdict.Result.ToString().ToLowerInvariant());
            writer.WriteBoolean("quick", verdict.Quick);
            writer.WriteString("startedAt", verdict.StartedAt);
            writer.WriteString("recordedAt", verdict.RecordedAt);
            writer.WriteString("scenarioHash", verdict.ScenarioHash);
            writer.WriteString("configuration", verdict.Configuration);
            writer.WriteBoolean("onOldConfiguration", verdict.OnOldConfiguration);
            writer.WriteString("configurationHash", verdict.ConfigurationHash);
            writer.WriteNumber("held", verdict.Expectations.Count(one => one.Passed));
            writer.WriteNumber("expectations", verdict.Expectations.Count);
            writer.WriteString("remark", verdict.Remark);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
