using System.Security.Cryptography;
using System.Text;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;
using Holdfast.Incidents.Drills;
using Holdfast.Storage.Records;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Where verdicts of drills are kept: beside what the gateways of this user keep, so that they find the proof that a task asks for.</summary>
internal static class DrillLedgerFile
{
    private const string Name = "drills.db";

    /// <summary>Null where there is no directory for what is to last.</summary>
    public static string? PathIn(string? directory) => directory is null ? null : Path.Combine(directory, Name);

    /// <summary>As <see cref="PathIn"/>, with the directory that `holdfast run` would use.</summary>
    public static string? PathFor(string? stateDirectory) => PathIn(LastGoodCopies.DirectoryFrom(stateDirectory, Environment.GetEnvironmentVariable));

    /// <summary>The caller closes the store.</summary>
    public static RecordStore Open(string? path) => new(new RecordStoreOptions { Path = path }, SystemClock.Instance, new EventLog(TextWriter.Null, SystemClock.Instance));

    /// <summary>What is in it, for commands that only read: nothing is made or moved. Null when that is not known; why is then on standard error.</summary>
    public static DrillLedger? Read(string? stateDirectory)
    {
        if (stateDirectory is not null && !Directory.Exists(stateDirectory))
        {
            Console.Error.WriteLine($"holdfast: there is no directory {stateDirectory}: name the one that 'holdfast drill run' was given with --state-dir");
            return null;
        }

        string? path = PathFor(stateDirectory);
        using RecordStore store = new(new RecordStoreOptions { Path = File.Exists(path) ? path : null, LeavesDamaged = true }, SystemClock.Instance, new EventLog(TextWriter.Null, SystemClock.Instance));
        DrillLedger ledger = new(store);
        ledger.Refresh();
        if (store.Problem is { } problem)
        {
            Console.Error.WriteLine($"holdfast: the verdicts in {path} cannot be read: {problem}");
            return null;
        }

        return ledger;
    }

    /// <summary>Keeps what a run has said. A ledger that cannot be written is said and does not change the run's verdict.</summary>
    public static void Keep(DrillVerdict verdict, string? stateDirectory)
    {
        string? path = PathFor(stateDirectory);
        using RecordStore store = Open(path);
        DrillLedger ledger = new(store);
        ledger.Append(verdict);
        if (path is null || ledger.IsBroken)
        {
            Console.Error.WriteLine($"holdfast: the verdict is not kept: {(path is null ? "there is no directory for it, name one with --state-dir" : $"{path} cannot be written")}");
        }
    }

    public static DrillVerdict Of(DrillReport report, Scenario scenario, string scenarioText, string? configurationText) => new()
    {
        Scenario = report.Drill,
        Title = report.Title,
        Gateway = report.Gateway,
        Result = report.Outcome switch
        {
            DrillOutcome.Passed => DrillResult.Passed,
            DrillOutcome.Failed => DrillResult.Failed,
            _ => DrillResult.Inconclusive,
        },
        Quick = report.Quick,
        Seed = report.Seed,
        ScenarioHash = HashOf(scenarioText),
        Aborted = report.Aborted is not null,
        Instance = LearnedDrills.InstanceOf(scenarioText),
        Configuration = scenario.Gateway.Template,
        ConfigurationHash = configurationText is null ? "" : HashOf(configurationText),
        OnOldConfiguration = report.OnOldConfiguration,
        StartedAt = report.StartedAt,
        Expectations = [.. report.Verdicts.Select(verdict => new DrillExpectationResult(verdict.Sentence, verdict.Passed, verdict.Measured))],
        IsOtherOutage = report.IsOtherOutage,
        Remark = report.Aborted ?? report.Doubt ?? (report.IsOtherOutage ? ReproducedHarm.Problem(report) : null),
    };

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
