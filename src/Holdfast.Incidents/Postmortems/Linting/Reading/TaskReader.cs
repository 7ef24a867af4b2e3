namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Divides the corrective part into improvements and tasks, by sub-headings, labels and, where there are none, by its bullets.</summary>
internal static class TaskReader
{
    private static readonly Phrases TaskNames = Phrases.Of("task|tasks", "action|actions", "todo|todos", "to do|dos", "follow ups|up", "followups", "next steps", "items");
    private static readonly Phrases ImprovementNames = Phrases.Of("improvement*", "improve", "broad*", "in general", "generally", "what can be", "what could be", "directions", "themes");
    private static readonly Phrases Done = Phrases.Of("done", "completed|complete", "finished", "closed", "shipped", "in place since", "already live|deployed|done|in");

    public static List<TaskItem> Read(IEnumerable<Section> sections, string[] lines)
    {
        List<TaskItem> items = [];
        foreach (Section section in sections.Where(section => section.Is(Topics.Corrective)))
        {
            // null until something names what follows.
            bool? areTasks = NameOf(section.Heading?.Passage.Words ?? []);
            foreach (Block block in section.Blocks)
            {
                if (block.Kind == BlockKind.Paragraph)
                {
                    areTasks = IsLabel(block) ? NameOf(block.Passage.Words) ?? areTasks : areTasks;
                }
                else if (block.Kind is BlockKind.Item || (block.Kind == BlockKind.TableRow && !IsTableHead(section, block)))
                {
                    bool? label = IsLabel(block) && block.Text.TrimEnd().EndsWith(':') ? NameOf(block.Passage.Words) : null;
                    areTasks = label ?? areTasks;
                    if (label is null && block.Text.Trim().Length > 0)
                    {
                        items.Add(new TaskItem(block, section, areTasks ?? true, IsTicked(lines[block.FirstLine]) || IsDone(block)));
                    }
                }
            }
        }

        return items;
    }

    private static bool IsLabel(Block block) => block.Text.Length < 120 && (block.Text.TrimEnd().EndsWith(':') || block.Passage.Words.Count <= 4);

    private static bool? NameOf(List<Word> words) => TaskNames.Contains(words) ? true : ImprovementNames.Contains(words) ? false : null;

    private static bool IsTableHead(Section section, Block block) => section.Blocks.Find(other => other.Kind == BlockKind.TableRow && (other == block || other.LastLine == block.FirstLine - 1)) == block;

    private static bool IsTicked(string line) => line.IndexOf("[x]", StringComparison.OrdinalIgnoreCase) is >= 0 and < 10;

    private static bool IsDone(Block block)
    {
        List<Word> words = block.Passage.Words;
        Range found = Done.Find(words);
        // At the end or in brackets: "(done)", "- completed 2031-03-05". "Done when ..." says when it will be.
        bool says = found.End.Value > 0 && !(found.End.Value < words.Count && words[found.End.Value].Text is "when" or "once" or "if" or "by" or "criterion" or "means")
            && (found.Start.Value > words.Count / 2 || found.Start.Value == 0) && !(found.Start.Value > 0 && words[found.Start.Value - 1].Text is "is" or "be" or "not" or "until" or "when");
        return says;
    }
}
