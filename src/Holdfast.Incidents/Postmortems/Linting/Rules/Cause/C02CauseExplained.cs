using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C02CauseExplained() : LintRule("C02", LintSeverity.Format, "the root cause is explained in detail in its own part", "Explain in at least two sentences what failed and why it could.")
{
    private const int FewestWords = 15;

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool hasPart = postmortem.Sections.Exists(section => section.Is(Topics.Cause | Topics.Resolution) && !section.IsWithin(Topics.Summary));
        int words = postmortem.Cause.Sum(sentence => sentence.Words.Count);
        if (hasPart && words < FewestWords)
        {
            yield return Missing(postmortem, Topics.Cause | Topics.Resolution, words == 0 ? "the part about the cause does not explain it" : $"the cause is explained in {words} words");
        }
    }
}
