using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A machine or a file that is repaired was part of the story before.</summary>
internal sealed class C09EntitiesExist() : LintRule("C09", LintSeverity.Contradiction, "what is repaired or changed was told of before", "Introduce it in the timeline or the cause, or correct its name.")
{
    private static readonly Phrases NewThings = Phrases.Of("add|added", "new", "create*", "build", "introduce*", "install*", "provision*", "spare", "write", "second", "replacement", "additional", "launch*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (Sentence sentence in postmortem.Sentences.Where(sentence => !postmortem.Resolution.Contains(sentence) && !sentence.Section.IsWithin(Topics.Corrective)))
        {
            known.UnionWith(Machines(sentence).Select(machine => machine.Name));
        }

        // A document that names no machine elsewhere does not introduce its machines at all: nothing to compare with.
        foreach (Sentence sentence in postmortem.Resolution.Concat(postmortem.Corrective).Where(sentence => known.Count > 0 && !sentence.Has(NewThings)))
        {
            foreach ((string name, Quote quote) in Machines(sentence).Where(machine => !known.Contains(machine.Name) && known.Any(other => Family(other) == Family(machine.Name))))
            {
                yield return At(quote, $"'{name}' is not told of before; known are {string.Join(", ", known.Where(other => Family(other) == Family(name)).Order(StringComparer.Ordinal).Take(4))}");
                known.Add(name);
            }
        }
    }

    // cache-07, db3: lower case letters, then a number. Tickets and drills are in capitals.
    private static IEnumerable<(string Name, Quote Quote)> Machines(Sentence sentence)
    {
        string text = sentence.Block.Text;
        int at = sentence.Start;
        while (at < sentence.End)
        {
            int start = at;
            while (at < sentence.End && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_'))
            {
                at++;
            }

            string token = text[start..at];
            int dash = token.LastIndexOf('-');
            bool isMachine = dash > 1 && token.Length - dash <= 4 && dash + 1 < token.Length && token[(dash + 1)..].All(char.IsAsciiDigit) && token[..dash].All(symbol => char.IsAsciiLetterLower(symbol) || char.IsAsciiDigit(symbol) || symbol == '-') && char.IsAsciiLetterLower(token[0]);
            if (isMachine)
            {
                yield return (token, sentence.Block.Passage.Quote(start, at));
            }

            at = Math.Max(at, start + 1);
        }
    }

    private static string Family(string machine) => machine[..machine.LastIndexOf('-')].ToLowerInvariant();
}
