using Holdfast.Configuration;
using Holdfast.Configuration.Reading;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <summary>Finds scenarios: built in by name, one's own by path, those of incidents by both. Configurations beside a scenario of one's own win over built-in ones.</summary>
internal static class DrillLibrary
{
    public static OpenedDrill Open(string name)
    {
        // What closes a task is named by its name: learned-12 is the page that 'drill from-incident 12' has written.
        name = BuiltInDrills.Names.Contains(name) || !File.Exists(LearnedDrills.PathOf(name)) ? name : LearnedDrills.PathOf(name);
        bool isThere = File.Exists(name) || Directory.Exists(name);
        bool isFile = !BuiltInDrills.Variants.Contains(name) && !BuiltInDrills.Names.Contains(name) && (isThere || name.Contains('/') || name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal));
        string? text = isFile ? null : BuiltInDrills.Read(name + ".yaml");
        if (isFile && isThere && ConfigFile.TryReadText(name, out text, "A scenario needs origins, traffic and phases: see docs/drills.md.") is { } unreadable)
        {
            return new OpenedDrill(null, ConfigFindingFormatter.FormatText(new ConfigReadResult(null, [unreadable])), "", BuiltInDrills.Read, UsageErrors.ExitCode);
        }

        if (text is null)
        {
            string remedy = isFile ? "Check the path." : DidYouMean.Closest(name, BuiltInDrills.Names) is { } closest ? $"Did you mean '{closest}'?" : "See 'holdfast drill list'.";
            return new OpenedDrill(null, $"holdfast: there is no {(isFile ? "scenario" : "drill")} '{name}'. {remedy}\n", "", BuiltInDrills.Read, UsageErrors.ExitCode);
        }

        string file = isFile ? name : $"drills/{name}.yaml";
        string called = LearnedDrills.NameIn(text) ?? Path.GetFileNameWithoutExtension(file);
        Scenario? scenario = ScenarioReader.Read(text, file, called, Environment.GetEnvironmentVariable, out ConfigReadResult findings);
        return new OpenedDrill(scenario, scenario is null ? ConfigFindingFormatter.FormatText(findings) : "", text, ScenarioVariant.Over(scenario, isFile ? TemplatesBeside(name) : BuiltInDrills.Read), scenario is null ? 1 : 0);
    }

    /// <summary>Null when there is no such scenario or it is wrong; the reason is then on standard error.</summary>
    /// <param name="on">Which of the configurations that the page brings along; null for the one it begins with.</param>
    /// <param name="exitCode">Of a command that cannot go on without it.</param>
    public static OpenedDrill? OpenOrExplain(string name, string? on, out int exitCode)
    {
        OpenedDrill opened = Open(name);
        exitCode = opened.ExitCode;
        if (opened.Scenario is null)
        {
            Console.Error.Write(opened.Problem);
            return null;
        }

        if (on is null)
        {
            return opened;
        }

        Scenario? variant = ScenarioVariant.On(opened.Scenario, on, out string problem);
        if (variant is null)
        {
            Console.Error.WriteLine($"holdfast: {problem}.");
            exitCode = UsageErrors.ExitCode;
            return null;
        }

        return opened with { Scenario = variant };
    }

    private static Func<string, string?> TemplatesBeside(string scenario)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(scenario))!;
        return path => File.Exists(Path.Combine(directory, path)) ? File.ReadAllText(Path.Combine(directory, path)) : BuiltInDrills.Read(path);
    }
}
