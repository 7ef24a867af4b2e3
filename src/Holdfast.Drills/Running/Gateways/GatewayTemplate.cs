using System.Globalization;
using System.Text;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Running;

/// <summary>
/// A configuration of drills/peers with its blanks filled in. A line with {SERVER} is repeated for each server of the scenario, so
/// that one file serves scenarios of any size.
/// </summary>
public static class GatewayTemplate
{
    public static string Fill(string template, Scenario scenario, GatewayFiles files)
    {
        StringBuilder text = new();
        foreach (string line in template.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.Contains("{SERVER}", StringComparison.Ordinal))
            {
                foreach (ScenarioOrigin origin in scenario.Origins)
                {
                    text.Append(FillShared(FillServer(line, origin), scenario, files)).Append('\n');
                }
            }
            else
            {
                text.Append(FillShared(line, scenario, files)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Blanks that nothing fills: a slip in the template, or a value that the scenario lacks.</summary>
    public static IReadOnlyList<string> Unfilled(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"\{[A-Z][A-Z0-9_]*\}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(static match => match.Value).Distinct(StringComparer.Ordinal)];

    private static string FillServer(string line, ScenarioOrigin origin) => line
        .Replace("{SERVER}", origin.Address, StringComparison.Ordinal)
        .Replace("{NAME}", origin.Name, StringComparison.Ordinal)
        .Replace("{WEIGHT}", origin.Weight.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string FillShared(string line, Scenario scenario, GatewayFiles files)
    {
        string filled = line
            .Replace("{LISTEN}", files.Listener, StringComparison.Ordinal)
            .Replace("{ADMIN}", files.Admin, StringComparison.Ordinal)
            .Replace("{WORK}", files.Work, StringComparison.Ordinal);
        foreach ((string name, string value) in scenario.Gateway.Values)
        {
            filled = filled.Replace($"{{{name.ToUpperInvariant()}}}", value, StringComparison.Ordinal);
        }

        return filled;
    }
}
