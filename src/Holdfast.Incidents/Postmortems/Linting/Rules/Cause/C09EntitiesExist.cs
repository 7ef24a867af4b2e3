using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A machine or a file that is repaired was part of the story before.</summary>
internal sealed class C09EntitiesExist() : LintRule("C09", LintSeverity.Contradiction, "what is repaired or changed was told of before", "Introduce it in the timeline or the cause, or correct its name.")
{
    private static readonly Phrases NewThings = Phrases.Of("add|added", "new", "create*", "build", "introduce*", "install*", "provision*", "spare", "write", "second", "replacement", "additional", "launch*");

    private static readonly HashSet<string> Kinds = new(["server", "host", "node", "machine", "replica", "shard", "rack", "instance", "broker"], StringComparer.OrdinalIgnoreCase);

    // Letters and a number that name a measure, a format or a protocol.
    private static readonly HashSet<string> NoMachines = new(["http", "ipv", "sha", "md", "tls", "ssl", "utf", "base", "int", "uint", "float", "oauth", "sev", "log", "iso", "rfc", "java", "python", "php", "net", "arm", "amd", "crc", "mp", "gpt", "es", "ec", "level", "tier", "phase", "step", "week", "day", "ops", "inc"], StringComparer.Ordinal);

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

    // cache-07, web12 and server 7: lower case letters and a number, or the kind and a number or letter. Tickets and drills are in capitals.
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
            if (IsMachine(token))
            {
                yield return (token, sentence.Block.Passage.Quote(start, at));
            }
            else if (Kinds.Contains(token) && NumberAfter(text, at, sentence.End) is int end and > 0)
            {
                yield return ($"{token.ToLowerInvariant()} {text[(at + 1)..end]}", sentence.Block.Passage.Quote(start, end));
                at = end;
            }

            at = Math.Max(at, start + 1);
        }
    }

    private static bool IsMachine(string token)
    {
        int digits = token.Length;
        while (digits > 0 && char.IsAsciiDigit(token[digits - 1]))
        {
            digits--;
        }

        int numbers = token.Length - digits;
        string family = token[..digits].TrimEnd('-');
        return numbers is > 0 and < 4 && family.Length > 1 && char.IsAsciiLetterLower(family[0]) && family.All(symbol => char.IsAsciiLetterLower(symbol) || char.IsAsciiDigit(symbol) || symbol == '-')
            && (digits > family.Length || !NoMachines.Contains(family));
    }

    /// <summary>Where "7" or "B" ends behind "server"; 0 when there is none: "server 503 errors" has a number, "server 7" a name.</summary>
    private static int NumberAfter(string text, int at, int end)
    {
        int start = at + 1;
        int stop = start;
        while (stop < end && char.IsLetterOrDigit(text[stop]))
        {
            stop++;
        }

        bool isName = at < end && text[at] == ' ' && stop - start is > 0 and < 3 && (text[start..stop].All(char.IsAsciiDigit) || (stop - start == 1 && char.IsAsciiLetterUpper(text[start])));
        bool isSize = stop < end && text[stop] is '.' or ',' or '%' or ':' or '/' && stop + 1 < end && !char.IsWhiteSpace(text[stop + 1]);
        return isName && !isSize ? stop : 0;
    }

    private static string Family(string machine) => machine.Contains(' ') ? machine[..machine.IndexOf(' ')] : machine.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
}
