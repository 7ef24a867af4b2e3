using System.Globalization;
using Holdfast.Drills.Reports;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <summary>`holdfast drill run --all-learned`: what was learned is still true. One that cannot be run is red, and the others run all the same.</summary>
internal static class LearnedDrillRuns
{
    public static async Task<int> RunAsync(string directory, GatewayKind gateway, DrillWishes wishes)
    {
        IReadOnlyList<string> files = LearnedDrills.In(directory);
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"holdfast: no drill of an incident is in {directory}. holdfast drill from-incident ID writes one; another directory is named with --drills.");
            return 2;
        }

        if (!DrillFiles.CanBeWritten(wishes))
        {
            return 2;
        }

        List<DrillReport> reports = [];
        List<(string Name, DrillReport? Report)> all = [];
        foreach (string file in files)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {Path.GetFileNameWithoutExtension(file)}, {all.Count + 1} of {files.Count}"));
            DrillReport? report = await RunOneAsync(file, gateway, wishes).ConfigureAwait(false);
            all.Add((Path.GetFileNameWithoutExtension(file), report));
            if (report is not null)
            {
                reports.Add(report);
            }
        }

        if (reports.Count > 0)
        {
            DrillFiles.Write(reports, wishes);
        }

        if (!wishes.JsonOnOutput)
        {
            Console.Out.Write(Table(all));
        }

        return all.TrueForAll(static one => one.Report is { Passed: true }) ? 0 : 1;
    }

    private static async Task<DrillReport?> RunOneAsync(string file, GatewayKind gateway, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(file, ScenarioVariant.Present) is not { } opened)
        {
            return null;
        }

        using DrillSession session = new(opened, wishes);
        return session.CanRun([gateway]) ? await session.RunAsync(gateway).ConfigureAwait(false) : null;
    }

    private static string Table(List<(string Name, DrillReport? Report)> all)
    {
        TextTable table = new("drill", "verdict", "what did not hold");
        foreach ((string name, DrillReport? report) in all)
        {
            string missed = report is null ? "it could not be run" : report.Outcome == DrillOutcome.Inconclusive ? report.Doubt! : string.Join("; ", report.Verdicts.Where(static verdict => !verdict.Passed).Select(static verdict => $"{verdict.Sentence}: {verdict.Measured}"));
            table.Add(name, report?.Outcome switch { DrillOutcome.Passed => "green", DrillOutcome.Inconclusive => "proves nothing", _ => "RED" }, missed);
        }

        return table.ToString();
    }
}
