using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A06Bounded() : LintRule("A06", LintSeverity.Guidance, "each task is bounded: a number, a rule, a file or an end state, no 'regularly', 'until' or 'robust'", "Replace the vague word by a number or an end state: every Monday, 80 % for 60 s, drill green.")
{
    private static readonly Phrases Vague = Phrases.Of("regular|regularly", "periodic*", "in good time", "frequently", "often", "robust|robustly", "thorough|thoroughly", "better", "as needed", "when possible", "as soon as possible", "asap", "from time to time", "adequate*", "sufficient*", "appropriate*", "properly", "where necessary", "more carefully", "until further notice", "occasionally", "continuously", "proactive*", "soon", "until", "as appropriate");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Tasks.Where(task => task.Has(Vague)).Select(task => At(task.QuoteOf(Vague), "nobody can tell when this is reached"));
}
