using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Text to a <see cref="Postmortem"/>: blocks, sections, region, sentences, times, timeline, tasks. Never throws on what is written.</summary>
internal static class PostmortemReader
{
    private static readonly Phrases FixBegins = Phrases.Of("to fix", "the fix", "fixed by|it|the|with", "was resolved|fixed|restored|repaired", "were resolved|fixed|restored|repaired", "resolved by", "resolution", "we ~ rolled|reverted|restored|raised|restarted|replaced|removed|renewed", "repair*", "to resolve", "to recover", "service was restored");

    public static Postmortem Read(string text)
    {
        string[] lines = SourceLines.Of(text);
        List<Block> blocks = BlockReader.Read(lines);
        List<Section> all = SectionReader.Read(blocks);
        Region region = Region.Of(all, lines.Length);
        List<Section> sections = Within(all, region);
        AdoptOpening(sections);
        List<Sentence> sentences = [.. sections.SelectMany(SentencesOf)];
        TimeFrame frame = TimeFrame.Of(sections, sentences);
        (List<TimelineEntry> entries, List<Block> unfitting) = TimelineReader.Read(sections, sentences, frame);
        List<Outage> outages = OutageReader.Read(SummaryOf(sections, sentences), frame);
        TimelineReader.Place(entries, outages, frame);
        List<Sentence> causeAndMore = [.. sentences.Where(sentence => sentence.Section.Is(Topics.Cause | Topics.Trigger) && !sentence.Section.IsWithin(Topics.Summary | Topics.Timeline | Topics.Corrective))];
        return new Postmortem
        {
            Lines = lines,
            Source = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'),
            Region = region,
            Title = TitleOf(lines, all),
            WordCount = Reading.WordCount.Of(lines, region),
            Sections = sections,
            AllSections = all,
            Sentences = sentences,
            Entries = entries,
            Unfitting = unfitting,
            Items = TaskReader.Read(sections, lines),
            Outages = outages,
            Summary = SummaryOf(sections, sentences),
            Cause = [.. causeAndMore.Where(sentence => !IsResolution(sentence, causeAndMore))],
            Resolution = [.. sentences.Where(sentence => sentence.Section.Is(Topics.Resolution) && !sentence.Section.IsWithin(Topics.Corrective | Topics.Timeline) && (!sentence.Section.Is(Topics.Cause) || IsResolution(sentence, causeAndMore)))],
            Corrective = [.. sentences.Where(sentence => sentence.Section.IsWithin(Topics.Corrective))],
        };
    }

    // Copies, with the copies as parents.
    private static List<Section> Within(List<Section> all, Region region)
    {
        Dictionary<Section, Section> copies = [];
        foreach (Section section in all)
        {
            List<Block> blocks = [.. section.Blocks.Where(block => block.FirstLine >= region.First && block.FirstLine <= region.Last)];
            copies[section] = section with { Blocks = blocks, Parent = section.Parent is { } parent ? copies[parent] : null };
        }

        return [.. copies.Values.Where(section => section.Heading is null ? section.Blocks.Count > 0 : section.FirstLine >= region.First && section.FirstLine <= region.Last)];
    }

    // Text between the title and the first heading is the summary where nothing else is called so.
    private static void AdoptOpening(List<Section> sections)
    {
        int opening = sections.FindIndex(section => section.Topics is Topics.Title or Topics.None && section.Blocks.Sum(block => block.Passage.Words.Count) >= 20);
        int firstPart = sections.FindIndex(section => section.Is(Topics.Timeline | Topics.Cause | Topics.Resolution | Topics.Corrective));
        if (!sections.Exists(section => section.Is(Topics.Summary)) && opening >= 0 && (firstPart < 0 || opening < firstPart) && firstPart >= 0)
        {
            sections[opening] = sections[opening] with { Topics = sections[opening].Topics | Topics.Summary };
        }
    }

    private static IEnumerable<Sentence> SentencesOf(Section section) =>
        from block in section.Blocks
        where block.Kind is BlockKind.Paragraph or BlockKind.Item or BlockKind.TableRow
        from range in SentenceReader.Ranges(block.Text)
        select new Sentence(section, block, range.Start, range.End);

    // Before the timeline: the summary, what stands with the title, impact and the like, whatever it is called.
    private static List<Sentence> SummaryOf(List<Section> sections, List<Sentence> sentences)
    {
        int firstPart = sections.FindIndex(section => section.Is(Topics.Timeline | Topics.Cause | Topics.Resolution | Topics.Corrective) && !section.IsWithin(Topics.Summary));
        HashSet<Section> before = [.. sections.Take(firstPart < 0 ? sections.Count : firstPart)];
        return [.. sentences.Where(sentence => sentence.Section.IsWithin(Topics.Summary) || sentence.Section.Is(Topics.Impact) || (before.Contains(sentence.Section) && !sentence.Section.Is(Topics.Timeline | Topics.Corrective)))];
    }

    // "Root cause and resolution" in one: the resolution begins where the text begins to tell it, by label, paragraph or sentence.
    private static bool IsResolution(Sentence sentence, List<Sentence> together)
    {
        if (!sentence.Section.Is(Topics.Resolution))
        {
            return false;
        }

        if (!sentence.Section.Is(Topics.Cause))
        {
            return true;
        }

        int first = together.FindIndex(other => other.Section == sentence.Section);
        int turn = together.FindIndex(first + 1, other => other.Section == sentence.Section && (other.Has(FixBegins) || (other.Has(Vocabulary.Fix) && !other.Has(Phrases.Of("trigger", "cause", "because")) && (other.Clocks.Count > 0 || other.Block != together[first].Block))));
        return turn >= 0 && together.IndexOf(sentence) >= turn;
    }

    private static Quote TitleOf(string[] lines, List<Section> sections)
    {
        Section? titled = sections.Find(section => section.Is(Topics.Title));
        if (titled?.Heading is { } heading)
        {
            return heading.Passage.Quote(0, heading.Text.Length);
        }

        int firstPart = sections.FindIndex(section => section.Topics != Topics.None);
        Block? block = firstPart < 0 ? null : Region.TitleBlock(sections, firstPart);
        return block is null ? new Quote(Math.Min(1, lines.Length), "") : block.Passage.Quote(0, block.Text.Length);
    }
}
