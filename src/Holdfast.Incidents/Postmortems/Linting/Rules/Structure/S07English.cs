using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Sentences of another language within an English text. A text that is not English at all is told by <see cref="Language"/>.</summary>
internal sealed class S07English() : LintRule("S07", LintSeverity.Format, "the text is English", "Translate the sentence.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(Language.IsForeign).Select(sentence => At(sentence.Quote, "the sentence is not English"));
}
