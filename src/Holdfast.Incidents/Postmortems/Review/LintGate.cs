using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// What the linter finds in a version that has to go before another person is asked to read it: errors in any text, and guidance too in what
/// Holdfast wrote, also after people have edited it, where another text would mend it. No state. Owner: <see cref="PostmortemDesk"/>. Next: <see cref="PostmortemLinter"/>.
/// </summary>
internal static class LintGate
{
    // As many as a person mends before they ask again.
    private const int ShownMaximum = 10;

    // Shorter lines are headings and fields, which two texts have in common by chance.
    private const int WordsOfALine = 5;

    // What is half a draft is still that draft; who has written more than half of it anew has written a text of their own.
    private const double ShareOfADraft = 0.5;

    public static LintFinding[] Blocking(IEnumerable<LintFinding> findings, bool isOfHoldfast) =>
        [.. findings.Where(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction || (isOfHoldfast && finding.Severity == LintSeverity.Guidance && !JudgesTheOutage(finding)))];

    /// <param name="earlier">The versions before it.</param>
    public static bool IsOfHoldfast(PostmortemVersion version, IEnumerable<PostmortemVersion> earlier)
    {
        if (version.Document is not null)
        {
            return true;
        }

        string[] lines = Lines(version.Markdown);
        return earlier.Where(other => other.Document is not null).Any(draft => Share(lines, [.. Lines(draft.Markdown)]) >= ShareOfADraft);
    }

    public static string Refusal(long id, int version, IReadOnlyList<LintFinding> blocking, bool isOfHoldfast)
    {
        string why = isOfHoldfast && blocking.Any(finding => finding.Severity == LintSeverity.Guidance)
            ? " Guidance counts here, because Holdfast drafted this text: no reader should have to find what its own linter does."
            : "";
        string things = string.Concat(blocking.Take(ShownMaximum).Select(finding => $"\n  {finding.Rule} {(finding.Quote.Length == 0 ? "" : $"'{finding.Quote}': ")}{finding.Message}. {finding.Remedy}"));
        string more = blocking.Count > ShownMaximum ? $"\n  and {blocking.Count - ShownMaximum} more" : "";
        return $"The linter finds {blocking.Count} {(blocking.Count == 1 ? "thing" : "things")} to change in version {version} before another person reads it.{why}{things}{more}\n"
            + $"Write the page to a file (holdfast postmortem show {id} > page.md), change it, try it (holdfast postmortem lint page.md), give it back (holdfast postmortem draft {id} --file page.md) and ask again.";
    }

    private static bool JudgesTheOutage(LintFinding finding) => LintRules.All.Any(rule => rule.Id == finding.Rule && rule.JudgesTheOutage);

    private static double Share(string[] lines, HashSet<string> draft) => lines.Length == 0 ? 0 : (double)lines.Count(draft.Contains) / lines.Length;

    private static string[] Lines(string markdown) => [.. markdown.Split('\n').Select(line => line.Trim()).Where(line => WordCounter.Count(line) >= WordsOfALine)];
}
