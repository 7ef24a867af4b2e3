namespace Holdfast.Drills.Scenarios;

/// <summary>
/// A page that brings its configurations along can run on each of them: where it names `new`, and `new-2` for a change on its time line,
/// it takes `old` and `old-2` when it is to run on old.
/// </summary>
public static class ScenarioVariant
{
    /// <summary>What a page begins with when nothing else is said.</summary>
    public const string Present = "new";

    /// <summary>The configuration of the day of the outage, on which a drill is meant to fail.</summary>
    public const string Old = "old";

    /// <returns>Null when the page brings no such configuration; the problem says which it brings.</returns>
    public static Scenario? On(Scenario scenario, string variant, out string problem)
    {
        problem = "";
        if (!scenario.Configurations.ContainsKey(variant))
        {
            string[] known = [.. scenario.Configurations.Keys.Where(static name => !IsOfChange(name))];
            problem = known.Length == 0
                ? $"{scenario.Name} brings no configurations along: --on is for drills of incidents (holdfast drill from-incident)"
                : $"{scenario.Name} brings no configuration '{variant}' along. It has {string.Join(", ", known)}";
            return null;
        }

        return scenario with
        {
            Gateway = scenario.Gateway with { Template = variant },
            Faults = [.. scenario.Faults.Select(fault => fault with { Configuration = Named(scenario, fault.Configuration, variant) })],
        };
    }

    /// <summary>Reads what the page brings along before anything else.</summary>
    public static Func<string, string?> Over(Scenario? scenario, Func<string, string?> files) => path =>
        scenario is not null && path.StartsWith(Folder, StringComparison.Ordinal) && scenario.Configurations.TryGetValue(Path.GetFileNameWithoutExtension(path), out string? text) ? text : files(path);

    private const string Folder = "peers/holdfast/";

    private static bool IsOfChange(string name) => name.LastIndexOf('-') is > 0 and int dash && name[(dash + 1)..].All(char.IsAsciiDigit);

    private static string Named(Scenario scenario, string written, string variant)
    {
        string wanted = written.StartsWith(scenario.Gateway.Template, StringComparison.Ordinal) ? variant + written[scenario.Gateway.Template.Length..] : written;
        return written.Length > 0 && scenario.Configurations.ContainsKey(wanted) ? wanted : written;
    }
}
