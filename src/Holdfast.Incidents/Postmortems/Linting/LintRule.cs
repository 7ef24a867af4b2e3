using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting;

/// <summary>One rule of the catalogue. It looks at the whole document and says what it found; it keeps nothing.</summary>
/// <param name="id">As in the catalogue.</param>
/// <param name="severity">What its findings weigh, unless a finding says otherwise.</param>
/// <param name="check">What it demands, as one phrase for the table of rules.</param>
/// <param name="remedy">What to write instead.</param>
internal abstract class LintRule(string id, LintSeverity severity, string check, string remedy)
{
    public string Id => id;

    public LintSeverity Severity => severity;

    public string Check => check;

    public string Remedy => remedy;

    /// <summary>What happened, or what people have decided, and not how it is told: who writes could silence it by a false statement alone.</summary>
    public virtual bool JudgesTheOutage => false;

    public abstract IEnumerable<LintFinding> Find(Postmortem postmortem);

    protected LintFinding At(Quote quote, string message, LintSeverity? weight = null) => new(id, weight ?? severity, quote.Line, quote.Text, message, remedy);

    /// <summary>Something is missing; the finding stands where it should be.</summary>
    protected LintFinding Missing(Postmortem postmortem, Topics topics, string message, LintSeverity? weight = null) => new(id, weight ?? severity, postmortem.LineOf(topics), "", message, remedy);
}
