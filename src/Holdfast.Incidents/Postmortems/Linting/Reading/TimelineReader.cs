using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Reads the entries of the timeline and gives each its date.</summary>
internal static class TimelineReader
{
    // A label or a weekday may stand before the time; more than this is a sentence in which a time occurs.
    private const int MostWordsBeforeTime = 3;
    private static readonly TimeSpan NightPassed = TimeSpan.FromHours(8);

    public static (List<TimelineEntry> Entries, List<Block> Unfitting) Read(List<Section> sections, List<Sentence> sentences, TimeFrame frame)
    {
        List<TimelineEntry> entries = [];
        List<Block> unfitting = [];
        ILookup<Block, Sentence> byBlock = sentences.ToLookup(sentence => sentence.Block);
        foreach (Section section in sections.Where(section => section.Is(Topics.Timeline)))
        {
            foreach (Block block in section.Blocks.Where(block => block.Kind is BlockKind.Item or BlockKind.TableRow or BlockKind.Paragraph))
            {
                List<Sentence> own = [.. byBlock[block]];
                if (Entry(block, section, own) is { } entry)
                {
                    entries.Add(entry);
                }
                else if (!IsRemark(block, section, entries, own))
                {
                    unfitting.Add(block);
                }
            }
        }

        return (entries, unfitting);
    }

    /// <summary>Dates: written, carried on from the entry before, or the next day where the clock falls back over a night.</summary>
    public static void Place(List<TimelineEntry> entries, List<Outage> outages, TimeFrame frame)
    {
        DateTime? before = null;
        DateOnly day = outages.Count > 0 ? DateOnly.FromDateTime(outages[0].Start.Local) : frame.BaseOrMadeUp;
        Section? section = null;
        foreach (TimelineEntry entry in entries.Where(entry => entry.Clock is not null))
        {
            ClockMention clock = entry.Clock!;
            if (entry.Section != section || DayHeading(entry, frame) is not null)
            {
                section = entry.Section;
                day = DayHeading(entry, frame) ?? day;
            }

            bool isFree = clock.OwnDate is null;
            day = clock.OwnDate ?? day;
            DateTime local = day.AddDays(clock.DaysAfter).ToDateTime(TimeOnly.MinValue) + clock.TimeOfDay;
            if (isFree && before is { } last && last - local > NightPassed && last.Hour >= 16)
            {
                day = day.AddDays(1);
                local = local.AddDays(1);
            }
            else if (isFree && before is null && outages.Count > 0 && local - outages[0].Start.Local > TimeSpan.FromHours(12))
            {
                day = day.AddDays(-1);
                local = local.AddDays(-1);
            }

            clock.Local = local;
            before = local;
            PlaceEnd(entry);
        }
    }

    private static void PlaceEnd(TimelineEntry entry)
    {
        if (entry.Until is { } until && until.OwnDate == entry.Clock!.OwnDate)
        {
            until.Local = entry.Clock.Local.Date + until.TimeOfDay;
            until.Local = until.Local < entry.Clock.Local ? until.Local.AddDays(1) : until.Local;
        }
    }

    private static DateOnly? DayHeading(TimelineEntry entry, TimeFrame frame)
    {
        Block? above = entry.Section.Blocks.TakeWhile(block => block != entry.Block).LastOrDefault();
        DateMention? date = above is { Kind: BlockKind.Paragraph or BlockKind.Item } && IsDay(above) ? DateReader.Read(above.Text)[0] : null;
        bool isFirst = entry.Section.Blocks.Count > 0 && entry.Section.Blocks.TakeWhile(block => block != entry.Block).All(block => block.Kind is not (BlockKind.Item or BlockKind.TableRow) || IsDay(block));
        date ??= isFirst && entry.Section.Heading is { } heading ? DateReader.Read(heading.Text).FirstOrDefault() : null;
        return date?.In(frame.Year);
    }

    private static bool IsDay(Block block) => block.Text.Length < 60 && DateReader.Read(block.Text).Count > 0 && ClockReader.Read(block.Text, []).Count == 0 && block.Passage.Words.Count <= 7;

    private static TimelineEntry? Entry(Block block, Section section, List<Sentence> own)
    {
        ClockMention? clock = own.SelectMany(sentence => sentence.Clocks).MinBy(clock => clock.Start);
        if (clock is null)
        {
            return null;
        }

        List<Word> before = [.. block.Passage.Words.Where(word => word.End <= clock.Start)];
        bool isDated = own.Exists(sentence => sentence.Dates.Exists(date => date.End <= clock.Start));
        bool isLabel = before.Count <= MostWordsBeforeTime || (isDated && before.Count <= MostWordsBeforeTime + 3);
        bool isSentence = before.Exists(word => word.Text is "at" or "by" or "from" or "after" or "since" or "until" or "around") && block.Kind != BlockKind.TableRow && before.Count > 1;
        if (!isLabel || isSentence)
        {
            return null;
        }

        ClockMention? until = own.SelectMany(sentence => sentence.Clocks).Where(other => other.Start > clock.Start).MinBy(other => other.Start);
        until = until is not null && OutageReader.IsRange(block.Text, clock, until) ? until : null;
        int text = (until ?? clock).End;
        foreach (DateMention date in own.SelectMany(sentence => sentence.Dates).Where(date => date.Start >= text && block.Text[text..date.Start].Trim(' ', ',', '(').Length <= 3))
        {
            text = date.End;
        }

        TimelineEntry entry = new(block, section, clock, until, text, own);
        return entry with { Roles = RoleReader.Of(entry.Words) };
    }

    // An opening sentence, a day, the head of a table, a note below an entry.
    private static bool IsRemark(Block block, Section section, List<TimelineEntry> entries, List<Sentence> own)
    {
        Block? first = section.Blocks.Find(other => other.Kind is BlockKind.Item or BlockKind.TableRow);
        bool isIndented = block.Kind == BlockKind.Item && entries.Count > 0 && entries[^1].Section == section && block.Level > entries[^1].Block.Level;
        bool isOpening = block.Kind == BlockKind.Paragraph && (entries.Count == 0 || entries[^1].Section != section) && (own.Count <= 2 || own.TrueForAll(sentence => sentence.Clocks.Count == 0));
        bool isHead = block.Kind == BlockKind.TableRow && block == first;
        bool isNote = block.Kind == BlockKind.Paragraph && own.TrueForAll(sentence => sentence.Clocks.Count == 0) && entries.Count > 1;
        return IsDay(block) || isIndented || (isOpening && own.TrueForAll(sentence => sentence.Clocks.Count == 0)) || isHead || isNote;
    }
}
