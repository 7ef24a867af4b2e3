using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What the summary denies does not happen in the timeline, and a share is that of the counts beside it.</summary>
internal sealed class I09ImpactMeetsSymptoms() : LintRule("I09", LintSeverity.Contradiction, "the impact agrees with symptoms and workaround in the timeline, and a share with the counts beside it", "Correct the summary, the entry or the number.")
{
    private static readonly (Phrases Denial, Phrases Symptom, string What)[] Pairs =
    [
        (Phrases.Of("no users|user|customers|customer ~ affected|impacted|noticed", "users|customers ~ not affected|impacted", "without ~ users|customers noticing", "users|customers ~ unaffected", "no user|customer impact"), Phrases.Of("users|customers|customer|user|tenants|tenant|support ~ report*|complain*|affected|error*|unable|called|failed"), "users were hit"),
        (Phrases.Of("no errors", "without errors", "no request|requests failed", "only slow|slower", "slow but"), Phrases.Of("errors|error|500|502|503 ~ rate|responses|rise|rose|percent|returned|served", "returned|returns|returning|answering|answered 500|502|503|504|errors", "all requests fail*", "requests fail|failed|failing"), "requests failed"),
        (Phrases.Of("no workaround"), Phrases.Of("workaround ~ users|customers|published|posted|shared|announced|offered|available", "published|posted|shared|announced|offered ~ workaround"), "a workaround was given"),
        (Phrases.Of("reads|reading ~ not affected|unaffected|worked|continued", "only writes|write"), Phrases.Of("reads|read requests ~ fail*|failing|timed|error*|time"), "reads failed"),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        foreach ((Phrases denial, Phrases symptom, string what) in Pairs)
        {
            Sentence? denied = postmortem.Summary.Find(sentence => sentence.Has(denial) && !sentence.Has(Phrases.Of("other|others|rest|remaining|outside|elsewhere|after|before|except|apart")));
            TimelineEntry? told = denied is null ? null : postmortem.Timed.FirstOrDefault(entry => entry.Has(symptom) && !entry.Is(EntryRoles.Recovery));
            if (denied is not null && told is not null)
            {
                yield return At(denied.QuoteOf(denial), $"in line {told.Line} {what}: \"{told.QuoteOf(symptom).Text}\"");
            }
        }

        foreach (Sentence sentence in postmortem.Sentences)
        {
            if (CountedShare.Of(sentence) is { } counted && !counted.Fits(sentence))
            {
                yield return At(sentence.Block.Passage.Quote(counted.Share.Start, counted.Share.End), $"{counted.InWords}");
            }
        }
    }
}
