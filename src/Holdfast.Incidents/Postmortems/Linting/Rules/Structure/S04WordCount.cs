using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Short enough to be read, long enough to say what happened.</summary>
internal sealed class S04WordCount() : LintRule("S04", LintSeverity.Format, "400 to 600 words", "Cut or add until the text has 400 to 600 words.")
{
    private const int Fewest = 400;
    private const int Most = 600;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        int words = postmortem.WordCount;
        if (words is < Fewest or > Most)
        {
            string distance = words < Fewest ? $"{Fewest - words} too few" : $"{words - Most} too many";
            yield return At(postmortem.Title, $"{words} words from the title to the last corrective section, {distance}: {Fewest} to {Most} are asked for");
        }
    }
}
