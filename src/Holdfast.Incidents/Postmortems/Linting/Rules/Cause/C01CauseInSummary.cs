using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C01CauseInSummary() : LintRule("C01", LintSeverity.Format, "the summary says the root cause", "Add one sentence: the root cause was ...")
{
    private static readonly Phrases Said = Phrases.Of(
        "cause|causes", "because", "due to", "caused by", "result of|from", "resulted from", "resulting from", "triggered by", "led to", "owing to", "reason", "stemmed|stems from", "traced to|back", "attributed to", "exhaust*", "ran out", "originat*", "fault was|lay", "brought down by", "overload*",
        "after|when ~ config*|deploy*|change|surge|release|upgrade|update|migration|failure|expired|campaign|certificate|disk|switch|power|crash*|leak|bug", "made|left ~ unable|unavailable|without", "was|were to blame", "at fault");
    private static readonly Phrases Forward = Phrases.Of("outage|incident|issue|disruption|this|which caused|led|resulted");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        bool isSaid = postmortem.Summary.Exists(sentence => sentence.Has(Said) || (sentence.Words.Exists(word => word.Text is "caused" or "exposed") && !sentence.Has(Forward)) || SectionNames.IsCause(sentence.Section.Heading?.Passage.Words ?? []))
            || postmortem.Sections.TakeWhile(section => !section.Is(Topics.Timeline)).Any(section => section.Is(Topics.Cause) || (section.Is(Topics.Summary) && SectionNames.IsCause(section.Heading?.Passage.Words ?? [])));
        if (postmortem.Summary.Count > 0 && !isSaid)
        {
            yield return Missing(postmortem, Topics.Summary, "the summary does not say the root cause");
        }
    }
}
