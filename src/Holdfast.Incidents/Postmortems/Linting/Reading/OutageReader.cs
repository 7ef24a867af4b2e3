using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Finds start and end of the outages in the summary: ranges, "Start:" and "End:", "began at ... and ended at ...".</summary>
internal static class OutageReader
{
    private static readonly Phrases Starts = Phrases.Of("began", "begin|begins|beginning", "start|started|starts|starting", "since", "onset", "first ~ error|errors|failed|failures|symptoms", "from", "went down|dark|offline", "failing at", "stopped");
    private static readonly Phrases Ends = Phrases.Of("ended|end|ends|ending", "restored|restore", "resolved|resolution", "recovered|recovery", "until|till", "over at|by", "back to|online|up|at|in", "normal", "again ~ at", "lasted until", "fixed", "mitigated", "closed", "stopped");
    private static readonly Phrases OtherRange = Phrases.Of("maintenance", "detect*", "escalat*", "investigat*", "rollback", "deploy*", "campaign", "window", "shift", "office hours", "peak at|hour|hours", "suspect*", "review", "meeting", "previous|earlier incident|outage", "backup");

    public static List<Outage> Read(List<Sentence> summary, TimeFrame frame)
    {
        List<Outage> outages = [];
        foreach (Sentence sentence in summary)
        {
            List<ClockMention> clocks = sentence.Clocks;
            for (int i = 0; i + 1 < clocks.Count; i++)
            {
                if (IsRange(sentence.Block.Text, clocks[i], clocks[i + 1]) && !IsOther(sentence, clocks[i]))
                {
                    Add(outages, (sentence, clocks[i]), (sentence, clocks[i + 1]), frame);
                    i++;
                }
            }
        }

        if (outages.Count == 0 && Labelled(summary, Starts, false) is { } start && Labelled(summary, Ends, true) is { } end && start.Clock != end.Clock)
        {
            Add(outages, start, end, frame);
        }

        return outages;
    }

    /// <summary>"09:10 - 11:40", "from 09:10 to 11:40", "between 9 pm and midnight", also with dates and zones between.</summary>
    public static bool IsRange(string text, ClockMention first, ClockMention second)
    {
        if (second.Start < first.End || second.Start - first.End > 70)
        {
            return false;
        }

        string between = text[first.End..second.Start];
        DateMention[] dates = [.. DateReader.Read(between)];
        for (int i = dates.Length - 1; i >= 0; i--)
        {
            between = between.Remove(dates[i].Start, dates[i].End - dates[i].Start);
        }

        string[] words = [.. Word.Split(between).Select(word => word.Text).Where(word => word is not ("on" or "the" or "of" or "at" or "about" or "around" or "approximately" or "next" or "following" or "day" or "same" or "t" or "local" or "time" or "roughly" or "end" or "ended" or "utc"))];
        bool isDash = words.Length == 0 && between.AsSpan().ContainsAny("-–—−→>") && !between.AsSpan().ContainsAny(".;");
        bool isBetween = words is ["and"] && text.AsSpan(0, first.Start).LastIndexOf("between", StringComparison.OrdinalIgnoreCase) is int at and >= 0 && first.Start - at < 40;
        return isDash || words is ["to"] or ["until"] or ["till"] or ["til"] or ["through"] or ["up", "to"] or ["to", "until"] || isBetween;
    }

    private static bool IsOther(Sentence sentence, ClockMention start) =>
        OtherRange.Find([.. sentence.Words.Where(word => word.End <= start.Start && start.Start - word.End < 40)]).End.Value > 0;

    private static void Add(List<Outage> outages, (Sentence Sentence, ClockMention Clock) start, (Sentence Sentence, ClockMention Clock) end, TimeFrame frame)
    {
        // No date of its own: the same day as the start, or the day after where it would be before it.
        if (end.Clock.OwnDate is null || end.Clock.OwnDate == start.Clock.OwnDate)
        {
            DateOnly day = start.Clock.OwnDate ?? frame.BaseOrMadeUp;
            end.Clock.Local = day.AddDays(end.Clock.DaysAfter).ToDateTime(TimeOnly.MinValue) + end.Clock.TimeOfDay;
            bool isExplicit = end.Clock.OwnDate is not null && start.Sentence == end.Sentence && start.Sentence.Dates.Count > 1;
            if (end.Clock.Instant <= start.Clock.Instant && !isExplicit && end.Clock.DaysAfter == 0)
            {
                end.Clock.Local = end.Clock.Local.AddDays(1);
            }
        }

        bool isKnown = outages.Exists(outage => outage.Start.Local == start.Clock.Local && outage.End.Local == end.Clock.Local);
        if (!isKnown)
        {
            outages.Add(new Outage(start.Clock, end.Clock, start.Sentence.Block.Passage.Quote(start.Clock.Start, start.Clock.End), end.Sentence.Block.Passage.Quote(end.Clock.Start, end.Clock.End)));
        }
    }

    private static (Sentence Sentence, ClockMention Clock)? Labelled(List<Sentence> summary, Phrases label, bool takesLast)
    {
        foreach (Sentence sentence in summary)
        {
            for (int i = 0; i < sentence.Clocks.Count; i++)
            {
                ClockMention clock = sentence.Clocks[i];
                int from = i == 0 ? sentence.Start : sentence.Clocks[i - 1].End;
                int to = takesLast && i + 1 == sentence.Clocks.Count ? sentence.End : clock.Start;
                List<Word> before = [.. sentence.Words.Where(word => word.Start >= from && word.End <= to)];
                if (label.Contains(before))
                {
                    return (sentence, clock);
                }
            }
        }

        return null;
    }
}
