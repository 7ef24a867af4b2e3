using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Incidents.Tests.Postmortems.Linting;

public class LintRulesPageTests
{
    [Fact]
    public void Page_HasTheTableOfTheRegistry()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "operating", "postmortem-lint.md"));
        string[] rows = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Length > 6 && char.IsAsciiDigit(line[3]))];
        rows.ShouldBe(LintRules.All.Select(rule => $"| {rule.Id} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Check} |"));
    }

    [Fact]
    public void Page_NamesTheRulesThatBlockNoReview() =>
        File.ReadAllText(Path.Combine(Root(), "docs", "operating", "postmortem-lint.md"))
            .ShouldContain($"\n{string.Join(", ", LintRules.All.Where(rule => rule.JudgesTheOutage).Select(rule => rule.Id).Order(StringComparer.Ordinal))} judge what happened");

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Holdfast.slnx")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
