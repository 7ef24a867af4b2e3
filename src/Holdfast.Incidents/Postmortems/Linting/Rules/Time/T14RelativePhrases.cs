using Holdfast.Foundation;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Yesterday", "last month" and "for three hours" agree with the dates and times.</summary>
internal sealed class T14RelativePhrases() : LintRule("T14", LintSeverity.Contradiction, "relative phrases agree with the dates", "Write the date or the length itself.")
{
    private static readonly Phrases Yesterday = Phrases.Of("yesterday", "last night");
    private static readonly Phrases LastWeek = Phrases.Of("last week");
    private static readonly Phrases LastMonth = Phrases.Of("last month");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) => [.. Days(postmortem), .. Lengths(postmortem)];

    private IEnumerable<LintFinding> Days(Postmortem postmortem)
    {
        DateOnly? published = PublicationDate.Of(postmortem);
        DateOnly? day = postmortem.Outages.Count > 0 ? postmortem.Outages[0].Start.OwnDate : null;
        if (published is not { } then || day is not { } event_ || then.Year != event_.Year && then.DayNumber - event_.DayNumber > 40)
        {
            yield break;
        }

        int days = then.DayNumber - event_.DayNumber;
        int months = ((then.Year - event_.Year) * 12) + then.Month - event_.Month;
        foreach (Sentence sentence in postmortem.Summary)
        {
            string? wrong = sentence.Has(Yesterday) && days is not (0 or 1) ? "yesterday" : sentence.Has(LastWeek) && days is < 1 or > 13 ? "last week" : sentence.Has(LastMonth) && months != 1 ? "last month" : null;
            Phrases said = wrong == "last week" ? LastWeek : wrong == "last month" ? LastMonth : Yesterday;
            if (wrong is not null && sentence.Has(said))
            {
                yield return At(sentence.QuoteOf(said), $"'{sentence.QuoteOf(said).Text}' was {TimeText.Of(event_)}, written {TimeText.Of(then)}: {Counted.Of(days, "day")} before");
            }
        }
    }

    // "Between 09:20 and 09:50 we looked at the network for an hour"
    private IEnumerable<LintFinding> Lengths(Postmortem postmortem)
    {
        foreach (Sentence sentence in postmortem.Sentences.Where(sentence => sentence.Clocks.Count == 2 && sentence.Durations.Count == 1 && !sentence.Section.IsWithin(Topics.Corrective)))
        {
            (ClockMention first, ClockMention second) = (sentence.Clocks[0], sentence.Clocks[1]);
            DurationMention stated = sentence.Durations[0];
            bool isSummary = postmortem.Outages.Exists(outage => outage.Start == first);
            Word before = sentence.Words.LastOrDefault(word => word.End <= stated.Start);
            Word after = sentence.Words.FirstOrDefault(word => word.Start >= stated.End);
            bool isRelative = before.Text is "for" or "lasted" or "lost" || after.Text is "later" or "after";
            bool isRange = OutageReader.IsRange(sentence.Block.Text, first, second) || after.Text is "later" or "after";
            TimeSpan length = (second.TimeOfDay - first.TimeOfDay).Duration();
            bool fits = (length - stated.Length).Duration() <= (stated.Precision > TimeSpan.FromMinutes(1) ? stated.Precision / 2 : TimeSpan.FromMinutes(1)) || (TimeSpan.FromDays(1) - length - stated.Length).Duration() <= TimeSpan.FromMinutes(1);
            bool isNear = stated.Start - second.End < 80 && first.Start - stated.End < 40 && stated.Length < TimeSpan.FromDays(1);
            if (!isSummary && isNear && isRelative && isRange && !fits && !stated.IsHedged && !first.MayBeEither && !second.MayBeEither && first.OwnDate == second.OwnDate)
            {
                yield return At(sentence.Block.Passage.Quote(stated.Start, stated.End), $"stated {TimeText.Of(stated.Length)}, {first.Shown} to {second.Shown} is {TimeText.Of(length)}");
            }
        }

        foreach (LintFinding finding in SinceStart(postmortem))
        {
            yield return finding;
        }
    }

    // "for three hours" of the whole outage, outside the summary.
    private IEnumerable<LintFinding> SinceStart(Postmortem postmortem)
    {
        if (postmortem.Outages.Count != 1)
        {
            yield break;
        }

        TimeSpan length = postmortem.Outages[0].Length;
        Phrases whole = Phrases.Of("down|unavailable|offline|unreachable for");
        foreach (Sentence sentence in postmortem.Prose.Where(sentence => !postmortem.Summary.Contains(sentence) && sentence.Durations.Count == 1 && sentence.Clocks.Count == 0))
        {
            DurationMention stated = sentence.Durations[0];
            List<Word> before = [.. sentence.Words.Where(word => word.End <= stated.Start).TakeLast(2)];
            if (whole.Contains(before) && !stated.IsHedged && stated.Length > length + stated.Precision)
            {
                yield return At(sentence.Block.Passage.Quote(stated.Start, stated.End), $"stated {TimeText.Of(stated.Length)}, the whole outage was {TimeText.Of(length)}");
            }
        }
    }
}
