using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Late detection, late escalation, long false trails and contributing factors are followed up, or it says why not.</summary>
internal sealed class A08FactorsHaveTasks() : LintRule("A08", LintSeverity.Contradiction, "late detection, escalation after an hour, false trails of more than 30 minutes and each contributing factor have a task or a waiver", "Add a task, or write why there is none: no task, because ...")
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
    // D06 gives guidance from half an hour on: that is late, and no contradiction yet.
    private static readonly TimeSpan FarTooLate = TimeSpan.FromHours(1);
    private static readonly Phrases Waiver = Phrases.Of("no task", "waived|waiver", "accepted risk", "we accept", "not worth", "no action");
    private static readonly Phrases Factor = Phrases.Of("contributing factor", "contributing factors", "contributed", "made it worse", "aggravated");

    // Words that a task and a trail share by chance, such as page and payment, are fewer.
    private const int SameThing = 3;

    // What shows sooner where the trouble is.
    private static readonly Phrases Diagnose = Phrases.Of("diagnos*", "runbook*", "playbook*", "dashboard*", "metric*", "graph*", "trace|traces|tracing", "log|logs|logging", "alert*", "monitor*", "checklist*", "guide", "panel*", "compare*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        postmortem.Items.Count == 0 || postmortem.Corrective.Concat(postmortem.Cause).Any(sentence => sentence.Has(Waiver)) ? [] : [.. LateDetection(postmortem), .. LateEscalation(postmortem), .. FalseTrails(postmortem), .. Factors(postmortem)];

    private IEnumerable<LintFinding> LateEscalation(Postmortem postmortem)
    {
        TimelineEntry? escalation = postmortem.FirstEntry(EntryRoles.Escalation);
        if (escalation is not null && postmortem.FirstEntry(EntryRoles.Detection) is { } detection && escalation.Clock!.Instant - detection.Clock!.Instant is TimeSpan delay && delay > FarTooLate && !postmortem.Items.Exists(task => task.Has(TaskTypes.Escalate)))
        {
            yield return At(escalation.Quote, $"escalated {TimeText.Of(delay)} after the detection, and no task makes it faster");
        }
    }

    private IEnumerable<LintFinding> FalseTrails(Postmortem postmortem)
    {
        HashSet<string> tasks = Terms.Of(postmortem.Items.SelectMany(task => task.Words));
        TimelineEntry[] timed = [.. postmortem.Timed];
        for (int at = 0; at < timed.Length; at++)
        {
            TimeSpan lost = timed[at].Is(EntryRoles.Misleading) ? Lost(timed[at], at + 1 < timed.Length ? timed[at + 1] : null) : TimeSpan.Zero;
            if (lost > Late && !postmortem.Items.Exists(task => task.Has(Diagnose)) && Terms.Of(timed[at].Words).Intersect(tasks).Count() < SameThing)
            {
                yield return At(timed[at].Quote, $"{TimeText.Of(lost)} went by on a false trail, and no task makes such a search shorter");
            }
        }
    }

    /// <summary>Until the time by which the entry itself says that it was none, else until the next entry.</summary>
    private static TimeSpan Lost(TimelineEntry trail, TimelineEntry? next)
    {
        DateTime began = trail.Clock!.Instant;
        DateTime? said = trail.Sentences.SelectMany(sentence => sentence.Clocks).Select(clock => (DateTime?)clock.Instant).Where(clock => clock > began).Max();
        return (said ?? next?.Clock!.Instant ?? began) - began;
    }

    private IEnumerable<LintFinding> LateDetection(Postmortem postmortem)
    {
        TimelineEntry? detection = postmortem.Timed.FirstOrDefault(entry => entry.Has(Detections.Detected));
        if (detection is not null && postmortem.Outages.Count > 0 && detection.Clock!.Instant - postmortem.Outages[0].Start.Instant is TimeSpan delay && delay > Late && !postmortem.Items.Exists(task => task.Has(TaskTypes.Detect)))
        {
            yield return At(detection.Quote, $"detected {TimeText.Of(delay)} after the start, and no task is about detection");
        }
    }

    private IEnumerable<LintFinding> Factors(Postmortem postmortem)
    {
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
