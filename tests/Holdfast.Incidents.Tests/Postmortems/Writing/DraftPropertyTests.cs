using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>Whatever was recorded: a draft has 400 to 600 words and nothing that its own linter objects to.</summary>
[Trait("Category", "Slow")]
public sealed class DraftPropertyTests
{
    [Fact]
    public void DraftOfAnyIncident_FitsAndHasNoFindings()
    {
        List<string> wrong = [];
        for (ulong seed = 1; seed <= 150; seed++)
        {
            (string markdown, LintReport report) = Lint(new MadeIncident(seed));
            string[] findings = [.. report.Findings.Where(finding => finding.Severity != LintSeverity.Note).Select(finding => $"{finding.Rule}: {finding.Message} [{finding.Quote}]")];
            if (findings.Length > 0 || report.Words > PostmortemWriter.WordsMost || report.Words < PostmortemWriter.WordsLeast)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {report.Words} words; {string.Join("; ", findings)}\n{(wrong.Count == 0 ? markdown : "")}"));
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void LargestIncident_IsToldShortly_AndStillTellsWhatPeopleDid()
    {
        (string markdown, LintReport report) = Lint(new MadeIncident(7) { IsLargest = true });
        report.Words.ShouldBeLessThanOrEqualTo(PostmortemWriter.WordsMost, markdown);
        markdown.ShouldContain("Mitigation by ");
        markdown.ShouldContain(", as shop engineer noted: ");
        markdown.ShouldContain("Ruled out by ");
        markdown.ShouldContain(" in 9 outages that add up to ");
    }

    private static (string Markdown, LintReport Report) Lint(MadeIncident made)
    {
        using Bench bench = new();
        Incident incident = made.Record(bench.Book);
        bench.Clock.Advance(incident.ResolvedAt!.Value - bench.Clock.UtcNow);
        // As long as the page of a drill makes it.
        ReplayOutlook? outlook = incident.Entries.Count % 3 == 0 ? null : new(["goodput is at least 90 % of capacity", "at least 99 % of the critical requests succeed", "detection takes at most 10 s", "the cause is named within 20 s", "recovery takes at most 5 s"], null);
        PostmortemDesk desk = new(bench.Desk, () => new Holdfast.Incidents.Escalation.EscalationConfig { Team = "shop team" }, null, text => PostmortemLinter.Check(text).Findings) { OutlookOf = _ => outlook };
        desk.Draft(incident.Id, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(incident.Id)!.Markdown;
        return (markdown, PostmortemLinter.Check(markdown));
    }
}
