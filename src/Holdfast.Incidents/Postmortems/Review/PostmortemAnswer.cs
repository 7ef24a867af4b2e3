using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>What became of a wish about a postmortem.</summary>
/// <param name="Findings">Of the linter, where they were the reason.</param>
public sealed record PostmortemAnswer(DeskAnswer Answer, IReadOnlyList<LintFinding> Findings)
{
    public Incident? Incident => Answer.Incident;
}
