using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>
/// Reads times, dates and lengths of all sentences and says what each time means: the zone written beside it, at the other end of its range, in
/// the heading, or the document's; the date beside it, of the heading, or the document's.
/// </summary>
internal sealed class TimeFrame
{
    private static readonly DateOnly MadeUp = new(2000, 1, 3);
    private static readonly Phrases Record = Phrases.Of("publish*", "written", "posted", "reviewed", "review", "last updated", "updated", "due", "approved", "created", "version", "meeting", "deadline", "authors", "author");
    private readonly Dictionary<Section, Zone?> zones = [];

    /// <summary>The date of what happened; null where the document has none.</summary>
    public DateOnly? Base { get; private set; }

    public Zone? Zone { get; private set; }

    public bool HasMeridiem { get; private set; }

    public DateOnly BaseOrMadeUp => Base ?? MadeUp;

    public int Year => Base?.Year ?? MadeUp.Year;

    public static TimeFrame Of(List<Section> sections, List<Sentence> sentences)
    {
        TimeFrame frame = new();
        foreach (IGrouping<Block, Sentence> block in sentences.GroupBy(sentence => sentence.Block))
        {
            Distribute(block.Key.Text, [.. block]);
        }

        frame.HasMeridiem = sentences.Exists(sentence => sentence.Clocks.Exists(clock => clock.IsTwelveHour && clock.Minute != 0 || clock.IsTwelveHour && clock.End - clock.Start > 6));
        frame.Base = frame.FindBase(sections, sentences);
        frame.FindZones(sections, sentences);
        foreach (Sentence sentence in sentences)
        {
            frame.Resolve(sentence);
        }

        return frame;
    }

    public Zone? ZoneOf(Section section) => zones.GetValueOrDefault(section) ?? Zone;

    /// <summary>Zone written in the heading of the section or in a sentence that says so for all times.</summary>
    public Zone? StatedZone(Section section) => zones.GetValueOrDefault(section);

    private static void Distribute(string text, List<Sentence> sentences)
    {
        List<DurationMention> durations = DurationReader.Read(text);
        List<DateMention> dates = DateReader.Read(text);
        List<ClockMention> clocks = [.. ClockReader.Read(text, durations).Where(clock => !dates.Exists(date => date.Start <= clock.Start && clock.Start < date.End))];
        ShareZones(text, clocks);
        foreach (Sentence sentence in sentences)
        {
            sentence.Clocks.AddRange(clocks.Where(clock => clock.Start >= sentence.Start && clock.Start < sentence.End));
            sentence.Durations.AddRange(durations.Where(duration => duration.Start >= sentence.Start && duration.Start < sentence.End));
            sentence.Dates.AddRange(dates.Where(date => date.Start >= sentence.Start && date.Start < sentence.End));
        }
    }

    // "09:10 - 11:40 UTC": the zone at the end covers both; so does "9:10 to 11:40 AM".
    private static void ShareZones(string text, List<ClockMention> clocks)
    {
        for (int i = 0; i + 1 < clocks.Count; i++)
        {
            if (OutageReader.IsRange(text, clocks[i], clocks[i + 1]))
            {
                ShareHalf(clocks[i], clocks[i + 1]);
                clocks[i].OwnZone ??= clocks[i + 1].OwnZone;
                clocks[i + 1].OwnZone ??= clocks[i].OwnZone;
            }
        }
    }

    private static void ShareHalf(ClockMention first, ClockMention second)
    {
        if (first.MayBeEither && second.IsTwelveHour && !first.IsTwelveHour)
        {
            int afternoon = first.Hour % 12 + 12;
            bool fits = second.Hour >= 12 && (afternoon * 60) + first.Minute < (second.Hour * 60) + second.Minute;
            first.Hour = fits ? afternoon : first.Hour % 12;
            first.MayBeEither = false;
        }
    }

    private DateOnly? FindBase(List<Section> sections, List<Sentence> sentences)
    {
        IEnumerable<DateMention> headings = sections.Where(section => section.Heading is not null && section.Is(Topics.Title | Topics.Timeline | Topics.Summary)).SelectMany(section => DateReader.Read(section.Heading!.Text));
        List<DateMention> beside = [.. sentences.Where(sentence => sentence.Clocks.Count > 0 && !sentence.Has(Record) && !sentence.Section.Is(Topics.Corrective)).SelectMany(sentence => sentence.Dates)];
        List<DateMention> others = [.. sentences.Where(sentence => !sentence.Has(Record) && !sentence.Section.Is(Topics.Corrective)).SelectMany(sentence => sentence.Dates)];
        List<DateMention> all = [.. beside, .. headings, .. others];
        int year = all.Find(date => date.HasYear)?.Year ?? sentences.SelectMany(sentence => sentence.Dates).FirstOrDefault(date => date.HasYear)?.Year ?? MadeUp.Year;
        DateMention? first = all.Count > 0 ? all[0] : null;
        return first?.In(year);
    }

    private void FindZones(List<Section> sections, List<Sentence> sentences)
    {
        foreach (Section section in sections)
        {
            Zone? stated = section.Heading is { } heading ? ZoneReader.Anywhere(Bracketed(heading.Text)) : null;
            stated ??= sentences.Where(sentence => sentence.Section == section && IsAboutAllTimes(sentence)).Select(sentence => ZoneReader.Anywhere(sentence.Text)).FirstOrDefault(zone => zone is not null);
            stated ??= section.Parent is { } parent ? zones.GetValueOrDefault(parent) : null;
            zones[section] = stated;
        }

        Zone = sentences.Where(IsAboutAllTimes).Select(sentence => ZoneReader.Anywhere(sentence.Text)).FirstOrDefault(zone => zone is not null)
            ?? sentences.SelectMany(sentence => sentence.Clocks).Select(clock => clock.OwnZone).FirstOrDefault(zone => zone is not null)
            ?? zones.Values.FirstOrDefault(zone => zone is not null);
    }

    // In a heading a zone stands in brackets or after a comma or dash; "ET" may else be part of a name.
    public static string Bracketed(string heading)
    {
        int at = heading.IndexOfAny(['(', '[', ',', '–', '—', '-', ':']);
        return at < 0 ? heading.Contains(" in ", StringComparison.OrdinalIgnoreCase) || heading.EndsWith("UTC", StringComparison.Ordinal) ? heading : "" : heading[at..];
    }

    public static bool IsAboutAllTimes(Sentence sentence) =>
        sentence.Clocks.Count == 0 && sentence.Words.Exists(word => word.Text is "times" or "time" or "timestamps" or "timezone" or "zone" or "clock") && sentence.Words.Count < 25;

    private void Resolve(Sentence sentence)
    {
        string text = sentence.Block.Text;
        foreach (ClockMention clock in sentence.Clocks)
        {
            clock.Zone = clock.OwnZone ?? ZoneOf(sentence.Section);
            clock.OwnDate = DateBeside(text, clock, sentence);
            clock.DaysAfter += SaysNextDay(text, clock) ? 1 : 0;
            clock.MayBeEither &= HasMeridiem;
            clock.Local = (clock.OwnDate ?? BaseOrMadeUp).AddDays(clock.DaysAfter).ToDateTime(TimeOnly.MinValue) + clock.TimeOfDay;
        }
    }

    private DateOnly? DateBeside(string text, ClockMention clock, Sentence sentence)
    {
        List<DateMention> dates = sentence.Dates;
        // The next one alone can be: before a later one stands more than these words.
        DateMention? after = dates.Find(date => date.Start >= clock.End) is { } next && text.AsSpan(clock.End, next.Start - clock.End).Trim(" ,(") is "" or "on" or "of" or "on the" ? next : null;
        DateMention? before = dates.FindLast(date => date.End <= clock.Start);
        return (after ?? before ?? (dates.Count == 1 && !IsLabel(text, clock, sentence) ? dates[0] : null))?.In(Year);
    }

    /// <summary>"00:12 - We suspected the directory, upgraded on 31 August": the day is of what is told, and not of the entry.</summary>
    private static bool IsLabel(string text, ClockMention clock, Sentence sentence)
    {
        ClockMention? next = sentence.Clocks.Find(other => other.Start > clock.Start);
        return sentence.Section.Is(Topics.Timeline) && !text.AsSpan(0, clock.Start).ContainsAnyInRange('A', 'z') && text.AsSpan(clock.End).TrimStart(" *UTC").IndexOfAny("-–—:|") == 0 && !(next is not null && OutageReader.IsRange(text, clock, next));
    }

    private static bool SaysNextDay(string text, ClockMention clock)
    {
        ReadOnlySpan<char> rest = text.AsSpan(clock.End, Math.Min(24, text.Length - clock.End)).TrimStart(" (,[".AsSpan());
        return rest.StartsWith("the next day") || rest.StartsWith("next day") || rest.StartsWith("the following day") || rest.StartsWith("following day") || rest.StartsWith("+1") || rest.StartsWith("the next morning") || rest.StartsWith("the following morning") || rest.StartsWith("the day after");
    }
}
