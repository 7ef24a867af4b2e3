using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Late detection, late escalation and contributing factors are followed up, or it says why not.</summary>
internal sealed class A08FactorsHaveTasks() : LintRule("A08", LintSeverity.Contradiction, "late detection, late escalation and each contributing factor have a task or a waiver", "Add a task, or write why there is none: no task, because ...")
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
    private static readonly Phrases Waiver = Phrases.Of("no task", "waived|waiver", "accepted risk", "we accept", "not worth", "no action");
    private static readonly Phrases Factor = Phrases.Of("contributing factor", "contributing factors", "contributed", "made it worse", "aggravated");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Items.Count == 0 || postmortem.Corrective.Concat(postmortem.Cause).Any(sentence => sentence.Has(Waiver)))
        {
            yield break;
        }

        TimelineEntry? detection = postmortem.Timed.FirstOrDefault(entry => entry.Has(Detections.Detected));
        if (detection is not null && postmortem.Outages.Count > 0 && detection.Clock!.Instant - postmortem.Outages[0].Start.Instant is TimeSpan delay && delay > Late && !postmortem.Items.Exists(task => task.Has(TaskTypes.Detect)))
        {
            yield return At(detection.Quote, $"detected {TimeText.Of(delay)} after the start, and no task is about detection");
        }

        HashSet<string> tasks = Terms.Of(postmortem.Items.SelectMany(task => task.Words));
        foreach (Sentence factor in postmortem.Cause.Where(sentence => sentence.Has(Factor) && sentence.Block.Kind == BlockKind.Paragraph || SaysFactor(sentence)))
        {
            Range label = Factor.Find(factor.Words);
            HashSet<string> terms = [.. Terms.Of(factor.Words.Take(label.Start.Value).Concat(factor.Words.Skip(label.End.Value))).Where(term => !term.StartsWith("facto", StringComparison.Ordinal))];
            if (terms.Count >= 2 && !terms.Overlaps(tasks))
            {
                yield return At(factor.Quote, "the contributing factor has no task");
            }
        }
    }

    private static bool SaysFactor(Sentence sentence) => sentence.Section.Heading is { } heading && Phrases.Of("contributing factor|factors").Contains(heading.Passage.Words) && !heading.Text.Contains("oot", StringComparison.Ordinal);
}
