using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>To whom it was escalated, and when.</summary>
internal sealed class D06Escalation() : LintRule("D06", LintSeverity.Format, "it was escalated to a named team or person, with the time; later than 30 minutes, a task exists", "Add an entry: 09:31 - escalated to the database team (on call).")
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);
    private static readonly Phrases NotNeeded = Phrases.Of("no escalation", "not escalated", "without escalation", "escalation ~ none|not needed|unnecessary", "no further escalation");
    private static readonly Phrases Somebody = Phrases.Of(
        "team|teams", "engineer|engineers|engineering", "lead|leads", "manager", "dba|dbas", "on call", "specialist|specialists", "vendor", "support", "provider", "commander", "sre|sres", "director", "cto", "head of", "administrator|administrators|admin|admins", "operations", "owner|owners", "developer|developers", "duty", "department", "group", "squad", "expert|experts", "security", "network|networking", "platform", "infrastructure", "storage", "database", "hosting", "contractor", "architect", "supervisor", "technician|technicians", "officer", "maintainer|maintainers", "aws", "azure", "gcp", "carrier", "supplier", "second line|level", "level 2|3|two", "devops", "ops", "staff");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Entries.Count == 0 || postmortem.Sentences.Exists(sentence => sentence.Has(NotNeeded)))
        {
            yield break;
        }

        List<TimelineEntry> entries = [.. postmortem.Timed.Where(entry => entry.Is(EntryRoles.Escalation))];
        List<Sentence> sentences = [.. postmortem.Prose.Where(sentence => sentence.Has(Vocabulary.Escalation) && sentence.Clocks.Count > 0)];
        bool isNamed = entries.Exists(entry => entry.Has(Somebody) || HasName(entry)) || sentences.Exists(sentence => sentence.Has(Somebody));
        if (!isNamed)
        {
            yield return entries.Count == 0 ? Missing(postmortem, Topics.Timeline, "nothing says to whom it was escalated and when") : At(entries[0].Quote, "escalated, and nothing says to which team or person");
        }
        else if (entries.Count > 0 && postmortem.FirstEntry(EntryRoles.Detection) is { } detection)
        {
            TimeSpan delay = entries[0].Clock!.Instant - detection.Clock!.Instant;
            if (delay > Late && !postmortem.Items.Exists(task => task.Has(TaskTypes.Escalate)))
            {
                yield return At(entries[0].Quote, $"escalated {TimeText.Of(delay)} after the detection, and no task makes it faster", LintSeverity.Guidance);
            }
        }
    }

    // "Escalated to Priya N."
    private static bool HasName(TimelineEntry entry)
    {
        int to = entry.Words.FindIndex(word => word.Text is "to" or "by" or "in" or "paged" or "called" or "joins" or "joined");
        return entry.Words.Skip(Math.Max(to, 0)).Any(word => char.IsUpper(entry.Block.Text[word.Start]) && word.Start > entry.TextStart + 4);
    }
}
