using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>The same event has the same time wherever it is told.</summary>
internal sealed class T05OneTimeForOneEvent() : LintRule("T05", LintSeverity.Contradiction, "the same event has one time and date", "Correct the wrong one of the two times.")
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    // "Deployed at 13:40", "deployed on 4 March at 13:40".
    private const int BesideSymbols = 24;

    // What was deployed, and where: one word alone is in every sentence about the service.
    private const int SharedLeast = 2;

    private static readonly Phrases Deployed = Phrases.Of("deployed|deploys", "rolled out", "went live", "released");
    private static readonly Phrases Undone = Phrases.Of("rolled ~ back", "rollback", "revert*", "fix", "hotfix", "again", "previous", "next", "second");

    // What is told in both places, in words that name one event.
    private static readonly (string Name, Phrases Words)[] Events =
    [
        ("the start", Phrases.Of("outage|incident|impact|errors|failures ~ began|started|begins", "first errors|failures|failed|timeouts|error|failure|timeout")),
        ("the detection", Phrases.Of("detected", "alert|alarm|monitor|monitoring|probe ~ fired|paged|alerted|triggered", "alerts|alerted", "paged the|an|on")),
        ("the escalation", Phrases.Of("escalated")),
        ("the rollback", Phrases.Of("rolled ~ back", "rollback ~ completed|finished|done|began|started", "reverted")),
        ("the restart", Phrases.Of("restarted")),
        ("the finding of the cause", Phrases.Of("cause ~ identified|found|confirmed", "identified ~ cause")),
        ("the recovery", Phrases.Of("resolved", "service|outage ~ restored|ended", "fully restored|recovered|operational", "back to normal")),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) => [.. InProse(postmortem), .. Deployments(postmortem), .. InHeadings(postmortem)];

    /// <summary>
    /// A deployment is told by what was deployed: at the time of another entry it is as wrong as at none. Two that share no words are two deployments.
    /// </summary>
    private IEnumerable<LintFinding> Deployments(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Prose.Where(sentence => sentence.Clocks.Count == 1 && sentence.Has(Deployed) && !sentence.Has(Undone)))
        {
            ClockMention clock = sentence.Clocks[0];
            bool standsBeside = Deployed.Contains([.. sentence.Words.Where(word => word.End <= clock.Start && clock.Start - word.End < BesideSymbols)]);
            TimelineEntry[] same = [.. postmortem.Timed.Where(entry => entry.Has(Deployed) && !entry.Has(Undone))];
            if (standsBeside && same.Length == 1 && !clock.MayBeEither && (same[0].Clock!.TimeOfDay - clock.TimeOfDay).Duration() > Tolerance && Known.IsEvent(sentence, clock, postmortem) && IsOfTheSame(sentence, same[0]))
            {
                yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), $"the deployment is at {clock.Shown} here and at {same[0].Clock!.Shown} in line {same[0].Line} (\"{same[0].Quote.Text}\")");
            }
        }
    }

    private static bool IsOfTheSame(Sentence sentence, TimelineEntry entry)
    {
        HashSet<string> told = Terms.Of(entry.Words);
        return Terms.Of(sentence.Words).Count(term => told.Contains(term) && !term.StartsWith("deplo", StringComparison.Ordinal)) >= SharedLeast;
    }

    private IEnumerable<LintFinding> InProse(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Prose.Where(sentence => sentence.Clocks.Count == 1))
        {
            ClockMention clock = sentence.Clocks[0];
            if (!Known.IsEvent(sentence, clock, postmortem) || Known.Fits(clock, postmortem))
            {
                continue;
            }

            foreach ((string name, Phrases words) in Events.Where(known => sentence.Has(known.Words)).Take(1))
            {
                List<TimelineEntry> same = [.. postmortem.Timed.Where(entry => entry.Has(words))];
                if (same.Count == 1 && (same[0].Clock!.TimeOfDay - clock.TimeOfDay).Duration() > Tolerance)
                {
                    yield return At(sentence.Block.Passage.Quote(clock.Start, clock.End), $"{name} is at {clock.Shown} here and at {same[0].Clock!.Shown} in line {same[0].Line} (\"{same[0].Quote.Text}\")");
                }
            }
        }
    }

    // "July 5 16:31 UTC 16:55" above a text that says 16:31: a second time that came from nowhere.
    private IEnumerable<LintFinding> InHeadings(Postmortem postmortem)
    {
        HashSet<TimeSpan> told = [.. postmortem.Sentences.SelectMany(sentence => sentence.Clocks).Select(clock => clock.TimeOfDay)];
        foreach (Block heading in postmortem.Sections.Select(section => section.Heading).OfType<Block>())
        {
            List<ClockMention> clocks = [.. ClockReader.Read(heading.Text, DurationReader.Read(heading.Text)).Where(clock => !DateReader.Read(heading.Text).Exists(date => date.Start <= clock.Start && clock.Start < date.End))];
            foreach (ClockMention clock in clocks.Where(clock => told.Count > 2 && !told.Contains(clock.TimeOfDay) && !told.Contains(clock.TimeOfDay + TimeSpan.FromHours(clock.Hour < 12 ? 12 : -12))))
            {
                yield return At(heading.Passage.Quote(clock.Start, clock.End), $"the heading says {clock.Shown}, the text below never does");
            }
        }
    }
}
