using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What a template asked for and nobody filled in or took out.</summary>
internal sealed class S03NoTemplateResidue()
    : LintRule("S03", LintSeverity.Contradiction, "nothing of a template is left: no unfilled slots, no instructions", "Fill the slot in, or take the template's words out.")
{
    private static readonly Phrases Slots = Phrases.Of("tbd", "tba", "to be determined|filled|completed|added|written|confirmed", "fill in|out ~ here|this|later", "insert ~ here", "lorem ipsum", "xx xx", "xxx*", "hh mm", "yyyy mm dd", "your name|team|service|company", "todo", "to do add|write|fill", "coming soon");
    private static readonly Phrases Instructions = Phrases.Of("describe ~ here", "delete this|these", "replace this|these ~ with", "write a short|brief|summary", "this section should|must|describes|contains", "provide a|an short|brief|summary|description|overview", "this is a|an template|example|sample", "keep it short", "list the|all ~ here", "example text", "your postmortem should", "be sure to include", "must contain|include ~ following");
    private static readonly string[] SlotWords = ["name", "date", "time", "your", "insert", "describe", "description", "owner", "team", "number", "service", "percentage", "amount", "author", "start", "end", "root cause", "link", "x", "xx", "n", "placeholder"];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences)
        {
            if (sentence.Has(Slots))
            {
                yield return At(sentence.QuoteOf(Slots), "a slot of a template was not filled in");
            }
            else if (sentence.Has(Instructions) && sentence.Words.Count < 30)
            {
                yield return At(sentence.QuoteOf(Instructions), "this reads like an instruction of a template", LintSeverity.Note);
            }
        }

        for (int line = postmortem.Region.First; line <= Math.Min(postmortem.Region.Last, postmortem.Lines.Length - 1); line++)
        {
            if (Slot(postmortem.Lines[line]) is { } slot)
            {
                yield return At(new Quote(line + 1, slot), "a slot of a template was not filled in");
            }
        }
    }

    // [service name], <start time>, {{ owner }}, ____
    private static string? Slot(string line)
    {
        foreach ((char open, char close) in new[] { ('[', ']'), ('<', '>'), ('{', '}') })
        {
            for (int start = line.IndexOf(open); start >= 0 && start + 1 < line.Length; start = line.IndexOf(open, start + 1))
            {
                int end = line.IndexOf(close, start);
                bool isTarget = end >= 0 && end + 1 < line.Length && line[end + 1] is '(' or '[' or ':';
                string inside = end > start ? line[(start + 1)..end].Trim('{', ' ', '}').ToLowerInvariant() : "";
                bool isTemplate = open == '{' && line[start + 1] == '{' && inside.Length > 0;
                bool isWords = inside.Length > 1 && Array.Exists(SlotWords, word => inside == word || inside.StartsWith(word + " ", StringComparison.Ordinal) || inside.EndsWith(" " + word, StringComparison.Ordinal));
                if (!isTarget && (isTemplate || (isWords && open != '{' && !inside.Contains('=') && !inside.Any(char.IsDigit))) && !IsCode(line, start))
                {
                    return line[start..(end + 1)];
                }
            }
        }

        return line.Contains("____", StringComparison.Ordinal) && line.Any(char.IsLetter) ? "____" : null;
    }

    private static bool IsCode(string line, int at) => line.AsSpan(0, at).Count('`') % 2 == 1;
}
