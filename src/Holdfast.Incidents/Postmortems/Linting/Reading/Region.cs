namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>The postmortem itself, without what stands around it: from the title to the end of the last part. Lines from 0.</summary>
internal readonly record struct Region(int First, int Last)
{
    private const Topics Parts = Topics.Summary | Topics.Timeline | Topics.Cause | Topics.Resolution | Topics.Corrective | Topics.Impact | Topics.Detection | Topics.Trigger;

    public static Region Of(List<Section> sections, int lines)
    {
        int lastPart = sections.FindLastIndex(section => section.Is(Topics.Corrective));
        int lastOther = sections.FindLastIndex(section => section.Is(Parts));
        int last = Math.Max(lastPart, lastOther);
        if (last < 0)
        {
            return new Region(0, lines - 1);
        }

        int title = sections.FindIndex(section => section.Is(Topics.Title));
        int firstPart = sections.FindIndex(section => section.Is(Parts));
        int first = title >= 0 && title < firstPart ? sections[title].FirstLine : FirstWithoutTitle(sections, firstPart);
        return new Region(first, End(sections, last));
    }

    // Mail has a subject; other texts begin with a line that is the title although nothing marks it.
    private static int FirstWithoutTitle(List<Section> sections, int firstPart)
    {
        Block? title = TitleBlock(sections, firstPart);
        return title?.FirstLine ?? sections[firstPart].FirstLine;
    }

    /// <summary>The paragraph above the first part that is short enough to be a title.</summary>
    public static Block? TitleBlock(List<Section> sections, int firstPart)
    {
        Block? subject = sections.Take(Math.Max(firstPart, 1)).SelectMany(section => section.Blocks).FirstOrDefault(block => block.Text.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase));
        return subject ?? sections.Take(Math.Max(firstPart, 1)).SelectMany(section => section.Blocks).FirstOrDefault(block => block.Kind == BlockKind.Paragraph && block.Text.Length is > 5 and < 150 && !block.Text.TrimEnd().EndsWith('.'));
    }

    private static int End(List<Section> sections, int last)
    {
        // Deeper headings below the last part are its own.
        while (last + 1 < sections.Count && sections[last + 1].Level > sections[last].Level && sections[last + 1].Is(Parts))
        {
            last++;
        }

        List<Block> blocks = sections[last].Blocks;
        // A line across, and below it neither items nor headings: signatures, scores, remarks.
        int line = blocks.FindLastIndex(block => block.Kind == BlockKind.Separator);
        bool cuts = line > 0 && blocks.Skip(line).All(block => block.Kind is BlockKind.Separator or BlockKind.Paragraph);
        Block? end = cuts ? blocks[line - 1] : blocks.LastOrDefault();
        return end?.LastLine ?? sections[last].FirstLine;
    }
}
