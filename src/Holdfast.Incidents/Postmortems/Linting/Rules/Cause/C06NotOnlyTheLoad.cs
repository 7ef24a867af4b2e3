using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C06NotOnlyTheLoad() : LintRule("C06", LintSeverity.Guidance, "the cause names a missing control or limit, not only the load", "Say which limit, check or control was missing that would have held.")
{
    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Cause.Count > 0 && !postmortem.Cause.Exists(sentence => sentence.Has(C05SlipHasControl.Controls)))
        {
            yield return At(postmortem.Cause[0].Quote, "the cause names no control and no limit");
        }
    }
}
