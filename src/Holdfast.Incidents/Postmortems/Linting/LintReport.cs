namespace Holdfast.Incidents.Postmortems.Linting;

/// <summary>What the linter says of one document.</summary>
/// <param name="Words">Between title and last corrective section, as the catalogue counts them.</param>
public sealed record LintReport(IReadOnlyList<LintFinding> Findings, int Words)
{
    /// <summary>A format error or a contradiction: review cannot be asked for.</summary>
    public bool Blocks => Findings.Any(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction);
}
