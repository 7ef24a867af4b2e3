using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A04Imperative() : LintRule("A04", LintSeverity.Guidance, "each task starts with an imperative verb", "Begin with what is to be done: Set, Add, Replace, Test.")
{
    private static readonly HashSet<string> NoVerbs = new(["the", "a", "an", "we", "our", "there", "this", "that", "it", "better", "more", "should", "need", "needs", "new", "all", "some", "they", "engineers", "team", "monitoring", "in", "for", "to", "no", "every", "improved", "regular"], StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (TaskItem task in postmortem.Tasks.Where(task => task.Block.Kind == BlockKind.Item))
        {
            if (TaskVerb.Of(task) is { } first && (NoVerbs.Contains(first.Text) || (first.Text.Length > 5 && (first.Text.EndsWith("ing", StringComparison.Ordinal) || first.Text.EndsWith("tion", StringComparison.Ordinal) || first.Text.EndsWith("ment", StringComparison.Ordinal)) && first.Text is not ("implement" or "document" or "supplement"))))
            {
                yield return At(task.Quote, $"'{first.Text}' is no imperative");
            }
        }
    }
}
