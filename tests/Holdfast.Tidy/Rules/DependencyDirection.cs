using System.Text.RegularExpressions;

namespace Holdfast.Tidy.Rules;

/// <summary>Projects reference only what ARCHITECTURE.md allows. The data plane never sees the planes that watch and change it.</summary>
public class DependencyDirection
{
    // "*" is everything. A project that is missing here must be thought about before it may reference anything.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Foundation"] = [],
        ["Configuration"] = ["Foundation"],
        ["Networking"] = ["Foundation"],
        ["Http1"] = ["Foundation"],
        ["Telemetry"] = ["Foundation"],
        ["DataPlane"] = ["Foundation", "Http1", "Networking", "Configuration", "Telemetry"],
        ["Storage"] = ["Foundation", "Telemetry"],
        ["Diagnosis"] = ["Foundation", "Telemetry"],
        ["Incidents"] = ["Foundation", "Telemetry", "Diagnosis", "Storage"],
        ["Agent"] = ["Foundation", "Telemetry"],
        ["Changes"] = ["Foundation", "Configuration", "Telemetry", "Storage"],
        ["Drills"] = ["Foundation", "Http1", "Networking", "Configuration"],
        ["Admin"] = ["Foundation", "Configuration", "Telemetry", "Diagnosis", "Incidents", "Changes", "Agent"],
        ["Cli"] = ["*"],
    };

    [Fact]
    public void EveryProject_ReferencesOnlyWhatItMay() => Check(SourceTree.Repository).ShouldBeEmpty();

    [Theory]
    [InlineData("DataPlane", "Changes")]
    [InlineData("Foundation", "Telemetry")]
    [InlineData("Surprise", "Foundation")]
    public void ForbiddenReference_IsFound(string from, string to) =>
        Check(SourceTree.Of(($"src/Holdfast.{from}/Holdfast.{from}.csproj", $"""<ProjectReference Include="../Holdfast.{to}/Holdfast.{to}.csproj" />""")))
            .ShouldHaveSingleItem();

    private static List<string> Check(SourceTree tree) =>
    [
        .. from file in tree.Files("src/", ".csproj")
           let project = Path.GetFileNameWithoutExtension(file.Path)["Holdfast.".Length..]
           from Match reference in Regex.Matches(file.Text, @"<ProjectReference Include=""[^""]*Holdfast\.([A-Za-z0-9.]+)\.csproj", RegexOptions.None, TimeSpan.FromSeconds(1))
           let target = reference.Groups[1].Value
           where !Allowed.TryGetValue(project, out string[]? allowed) || !(allowed.Contains("*") || allowed.Contains(target))
           select $"{file.Path} references {target}, which {project} may not (table in tests/Holdfast.Tidy and ARCHITECTURE.md)",
    ];
}
