using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Incidents.Tests.Postmortems.Linting;

/// <summary>
/// Postmortems in the manner of three houses that publish theirs: an API report of 2013 with a trigger before the start and a rollback that failed, a report with a table of
/// times and a last row after the end, and a monthly one with two incidents. The words are our own.
/// </summary>
public class LintControlTests
{
    [Theory]
    // That report names nobody to whom it was escalated; all else that may block has to be quiet.
    [InlineData("geocoding-api.markdown", "D06")]
    [InlineData("edge-storage.markdown", null)]
    [InlineData("code-hosting.markdown", null)]
    public void ReportOfAnotherHouse_RaisesNoError(string file, string? missing)
    {
        LintReport report = PostmortemLinter.Check(Read(file));
        report.Findings.Where(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction && finding.Rule != missing)
            .Select(finding => $"{finding.Rule} {finding.Line}: {finding.Message} [{finding.Quote}]").ShouldBeEmpty();
        report.Words.ShouldBeInRange(400, 600);
    }

    [Theory]
    [InlineData("geocoding-api.markdown", "From 6:26 PM to 7:58 PM PT, nearly", "From 6:26 PM to 7:58 PM PT (1 hour and 12 minutes), nearly", "T03")]
    [InlineData("geocoding-api.markdown", "- 6:19 PM: The change of settings begins to go out\n", "", "T11")]
    [InlineData("edge-storage.markdown", "(2 hours and 28 minutes).", "(2 hours and 36 minutes).", "T03")]
    [InlineData("code-hosting.markdown", "(97 minutes), the", "(107 minutes), the", "T03")]
    [InlineData("code-hosting.markdown", "(19 hours and 26 minutes), the", "(18 hours and 26 minutes), the", "T03")]
    // As a copy on another site had it.
    [InlineData("code-hosting.markdown", "### July 5, 16:31 UTC (lasting 97 minutes)", "### July 5, 16:31 UTC (lasting 97 minutes) 16:13 UTC", "T05")]
    public void WrongTimeInTheSameReport_IsFound(string file, string words, string wrong, string rule)
    {
        string text = Read(file);
        text.ShouldContain(words);
        LintReport report = PostmortemLinter.Check(text.Replace(words, wrong, StringComparison.Ordinal));
        report.Findings.Select(finding => finding.Rule).ShouldContain(rule, string.Join('\n', report.Findings));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(LintCase.Folder, "Controls", name));
}
