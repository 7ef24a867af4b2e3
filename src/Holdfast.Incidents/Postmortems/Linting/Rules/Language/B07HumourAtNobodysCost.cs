using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Humour is welcome and never an error. Mockery gets a note.</summary>
internal sealed class B07HumourAtNobodysCost() : LintRule("B07", LintSeverity.Note, "humour is at nobody's cost", "Keep the joke about the machine.")
{
    private static readonly Phrases Words = Phrases.Of("lol", "facepalm", "clown|clowns", "genius decided|idea|move", "brilliant idea of");
    private static readonly string[] Signs = ["🤡", "🤦", "🙄", "🖕"];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences)
        {
            if (sentence.Has(Words))
            {
                yield return At(sentence.QuoteOf(Words), "the joke may be at somebody's cost");
            }
            else if (Array.Find(Signs, sign => sentence.Text.Contains(sign, StringComparison.Ordinal)) is { } sign)
            {
                yield return At(new Quote(sentence.Line, sign), "the joke may be at somebody's cost");
            }
        }
    }
}
