using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A slip is never the whole cause: which control let it through?</summary>
internal sealed class C05SlipHasControl() : LintRule("C05", LintSeverity.Guidance, "a human slip as cause names the control that was missing", "Name the check, limit or review that would have caught it.")
{
    public static readonly Phrases Controls = Phrases.Of(
        "limit|limits|limited", "check|checks|checked|checking", "guard*", "alert*", "test|tests|tested|testing", "review|reviews|reviewed", "validat*", "cap|caps|capped", "bound*", "threshold*", "quota*", "timeout*", "control|controls", "safeguard*", "lint*", "gate|gates", "no ~", "without", "missing", "lack*", "never", "nothing ~", "not", "absence", "neither", "unbounded", "unlimited", "maximum", "default", "redundan*", "staged|staging|stages", "canary", "rollback");
    private static readonly Phrases Slip = Phrases.Of("human|operator|user error", "mistake*", "typo*", "mistyp*", "slip", "wrong character|letter|value|command|button", "accident*", "inadvertent*", "oversight", "misread", "forgot*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        Sentence? slip = postmortem.Cause.Find(sentence => sentence.Has(Slip)) ?? postmortem.Summary.Find(sentence => sentence.Has(Slip));
        if (slip is not null && !postmortem.Cause.Exists(sentence => sentence.Has(Controls)))
        {
            yield return At(slip.QuoteOf(Slip), "a slip is the cause, and no control that was missing is named");
        }
    }
}
