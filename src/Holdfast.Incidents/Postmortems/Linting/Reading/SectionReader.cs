namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Gives blocks to the headings above them, and finds out what every section is about.</summary>
internal static class SectionReader
{
    public static List<Section> Read(List<Block> blocks)
    {
        List<Section> sections = [new Section(null, 0, Topics.None, null, [])];
        Stack<Section> open = [];
        bool hasTitle = false;
        foreach (Block block in blocks)
        {
            if (block.Kind != BlockKind.Heading)
            {
                sections[^1].Blocks.Add(block);
                continue;
            }

            while (open.Count > 0 && open.Peek().Level >= block.Level)
            {
                open.Pop();
            }

            Section? parent = open.Count > 0 ? open.Peek() : null;

            Topics topics = SectionNames.Of(block.Text);
            bool isTitle = !hasTitle && IsTitle(block, topics, sections);
            hasTitle |= isTitle;
            topics = isTitle ? Topics.Title : topics;
            // "Root cause" below "Summary" is the summary's; "March 4" below "Timeline" is the timeline's.
            Topics inherited = parent is null || parent.Is(Topics.Title) ? Topics.None : topics == Topics.None ? parent.Topics : parent.Topics & (Topics.Summary | Topics.Timeline | Topics.Corrective);
            topics = (inherited & (Topics.Summary | Topics.Timeline | Topics.Corrective)) != 0 ? inherited : topics | inherited;
            sections.Add(new Section(block, block.Level, topics, parent, []));
            open.Push(sections[^1]);
        }

        return sections;
    }

    // "Postmortem: ..." first, or a heading of the highest level that names no part.
    private static bool IsTitle(Block heading, Topics topics, List<Section> sections) =>
        !sections.Exists(section => section.Is(Topics.Summary | Topics.Timeline | Topics.Cause | Topics.Corrective))
        && (topics == Topics.None || heading.Level == 1 && !SectionNames.IsHeading(heading.Text));
}
