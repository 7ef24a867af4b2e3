using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Incidents.Tests.Postmortems.Linting;

/// <summary>Every rule on its mutants in Rules/: the defect is found, and nothing else that would block.</summary>
public class LintRuleTests
{
    public static IEnumerable<object[]> Cases => All.SelectMany(file => LintCase.Of(file).Select((found, index) => new object[] { Path.GetFileName(file), index, found.Name }));

    private static IEnumerable<string> All => Directory.EnumerateFiles(Path.Combine(LintCase.Folder, "Rules"), "*.txt").Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mutant_RaisesItsRuleAndNoOther(string file, int index, string name)
    {
        LintCase mutant = LintCase.Of(Path.Combine(LintCase.Folder, "Rules", file)).ElementAt(index);
        LintReport report = PostmortemLinter.Check(mutant.Text);
        List<LintFinding> own = [.. report.Findings.Where(finding => finding.Rule == mutant.Rule)];
        string all = string.Join('\n', report.Findings);
        own.Any().ShouldBe(mutant.Fires, $"{name}\n{all}");
        report.Findings.Where(finding => finding.Rule != mutant.Rule && finding.Severity is LintSeverity.Format or LintSeverity.Contradiction).ShouldAllBe(finding => finding.Rule == mutant.Rule, $"{name}\n{all}");
        if (mutant.Says is { } message)
        {
            own[0].Message.ShouldContain(message);
        }
    }

    [Fact]
    public void EveryRule_HasAMutantThatFires() =>
        LintRules.All.Select(rule => rule.Id).Where(id => !File.Exists(Path.Combine(LintCase.Folder, "Rules", $"{id}.txt")) || !LintCase.Of(Path.Combine(LintCase.Folder, "Rules", $"{id}.txt")).Any(found => found.Fires)).ShouldBeEmpty();

    [Fact]
    public void EveryFinding_QuotesWordsOfItsLine()
    {
        foreach (LintCase mutant in All.SelectMany(LintCase.Of))
        {
            string[] lines = mutant.Text.Split('\n');
            foreach (LintFinding finding in PostmortemLinter.Check(mutant.Text).Findings)
            {
                finding.Line.ShouldBeInRange(1, lines.Length, $"{mutant}: {finding}");
                lines[finding.Line - 1].ShouldContain(finding.Quote, Case.Sensitive, $"{mutant}: {finding}");
                finding.Remedy.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Ids_AreThoseOfTheCatalogue()
    {
        (string Group, int Rules)[] catalogue = [("S", 12), ("T", 18), ("I", 9), ("D", 13), ("C", 11), ("R", 7), ("A", 17), ("B", 11)];
        LintRules.All.Select(rule => rule.Id).ShouldBe(catalogue.SelectMany(group => Enumerable.Range(1, group.Rules).Select(number => $"{group.Group}{number:00}")));
    }
}
