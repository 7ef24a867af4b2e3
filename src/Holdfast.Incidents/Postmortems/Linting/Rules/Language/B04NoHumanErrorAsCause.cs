using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class B04NoHumanErrorAsCause() : LintRule("B04", LintSeverity.Guidance, "human error is no cause", "Ask which check let the slip through, and name that.")
{
    private static readonly Phrases Words = Phrases.Of("human error", "operator error", "user error", "pilot error", "inadvertently", "by mistake", "mistake by|of", "mistake|typo ~ caused", "caused|cause ~ typo|mistake", "engineer's|operator's|developer's|human mistake", "a typo", "mistakenly");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Sentences.Where(sentence => !sentence.Section.IsWithin(Topics.Corrective) && sentence.Has(Words)).Select(sentence => At(sentence.QuoteOf(Words), "a person's slip is given as the cause"));
}
