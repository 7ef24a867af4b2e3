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

        (List<(string Name, DrillReport? Report)> all, bool isStopped) = await RunAllAsync(Once(files), gateway, wishes).ConfigureAwait(false);
        DrillReport[] reports = [.. all.Select(static one => one.Report).OfType<DrillReport>()];
        if (reports.Length > 0)
        {
            DrillFiles.Write(reports, wishes);
        }

        if (!wishes.JsonOnOutput)
        {
            Console.Out.Write(Table(all));
        }

        return !isStopped && all.TrueForAll(static one => one.Report?.Outcome == DrillOutcome.Passed) ? 0 : 1;
    }

    /// <summary>Without copies of a page under another name: it would say the same twice. One that was changed is another drill.</summary>
    private static List<string> Once(IReadOnlyList<string> files)
    {
        List<string> once = [];
        Dictionary<(string? Name, string Page), string> first = [];
        foreach (string file in files)
        {
            // One that cannot be read says so when its turn comes.
            bool isRead = ConfigFile.TryReadText(file, out string? page, "") is null;
            if (!isRead || first.TryAdd((LearnedDrills.NameIn(page!) ?? file, page!), Path.GetFileName(file)))
            {
                once.Add(file);
                continue;
            }

            Console.Error.WriteLine($"-- {Path.GetFileName(file)} is the same page as {first[(LearnedDrills.NameIn(page!) ?? file, page!)]}: it is played once");
        }

        return once;
    }

    private static async Task<(List<(string Name, DrillReport? Report)> All, bool IsStopped)> RunAllAsync(IReadOnlyList<string> files, GatewayKind gateway, DrillWishes wishes)
    {
        List<(string Name, DrillReport? Report)> all = [];
        bool isStopped = false;
        for (int index = 0; index < files.Count && !isStopped; index++)
        {
            string name = Path.GetFileNameWithoutExtension(files[index]);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {name}, {index + 1} of {files.Count}"));
            (DrillReport? report, isStopped) = await RunOneAsync(files[index], gateway, wishes).ConfigureAwait(false);
            all.Add((name, report));
        }

        if (isStopped)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"holdfast: stopped at drill {all.Count} of {files.Count}; those after it did not run"));
        }

        return (all, isStopped);
    }

    /// <returns>Null when it could not be run, and whether somebody wants it all to end.</returns>
    private static async Task<(DrillReport? Report, bool IsStopped)> RunOneAsync(string file, GatewayKind gateway, DrillWishes wishes)
    {
        if (DrillLibrary.OpenOrExplain(file, ScenarioVariant.Present, out _) is not { } opened)
        {
            return (null, false);
        }

        using DrillSession session = new(opened, wishes);
        DrillReport? report = session.CanRun([gateway]) ? await session.RunAsync(gateway).ConfigureAwait(false) : null;
        return (report, session.IsInterrupted);
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
