namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Cuts lines into blocks, in Markdown and in the ways people underline and number headings in plain text.</summary>
internal sealed class BlockReader(string[] lines)
{
    private readonly List<Block> blocks = [];

    public static List<Block> Read(string[] lines)
    {
        BlockReader reader = new(lines);
        int at = 0;
        while (at < lines.Length)
        {
            at = reader.ReadAt(at);
        }

        return reader.blocks;
    }

    private int ReadAt(int at)
    {
        string line = lines[at].Trim();
        if (line.Length == 0)
        {
            return at + 1;
        }

        if (LineShape.IsFence(line))
        {
            return ReadCode(at);
        }

        if (LineShape.Heading(lines, at) is { } heading)
        {
            Add(BlockKind.Heading, at, at, heading.Level, heading.Column);
            return at + heading.Lines;
        }

        if (LineShape.IsSeparator(line))
        {
            Add(BlockKind.Separator, at, at, 0, 0);
            return at + 1;
        }

        if (line[0] == '|' || LineShape.IsTableRow(lines, at))
        {
            if (!LineShape.IsTableRule(line))
            {
                Add(BlockKind.TableRow, at, at, 0, 0);
            }

            return at + 1;
        }

        return LineShape.ItemStart(lines[at]) is int column and > 0 ? ReadText(BlockKind.Item, at, column) : ReadText(BlockKind.Paragraph, at, LineShape.TextStart(lines[at]));
    }

    private int ReadCode(int at)
    {
        char mark = lines[at].Trim()[0];
        bool isDrawing = lines[at].Contains("mermaid", StringComparison.OrdinalIgnoreCase);
        int end = at + 1;
        while (end < lines.Length && !(LineShape.IsFence(lines[end].Trim()) && lines[end].Trim()[0] == mark))
        {
            if (!isDrawing && lines[end].Trim().Length > 0)
            {
                Add(BlockKind.Code, end, end, 0, 0);
            }

            end++;
        }

        return end + 1;
    }

    private int ReadText(BlockKind kind, int at, int column)
    {
        int end = at + 1;
        while (end < lines.Length && Continues(end, kind))
        {
            end++;
        }

        List<(int, int)> pieces = [(at, column)];
        for (int line = at + 1; line < end; line++)
        {
            pieces.Add((line, LineShape.TextStart(lines[line])));
        }

        blocks.Add(new Block(kind, at, end - 1, LineShape.Indentation(lines[at]), Passage.Of(lines, pieces)));
        return end;
    }

    // A line that begins with a time is an entry of its own, also where nobody wrote a bullet. Two spaces at the end break a line.
    private bool Continues(int at, BlockKind kind) =>
        lines[at].Trim().Length > 0
        && !LineShape.BeginsSomething(lines, at)
        && !LineShape.BeginsWithTime(lines[at])
        && !(kind == BlockKind.Paragraph && (lines[at - 1].EndsWith("  ", StringComparison.Ordinal) || LineShape.IsLabelled(lines[at])))
        && !(kind == BlockKind.Item && LineShape.IsLabelled(lines[at]) && LineShape.Indentation(lines[at]) == 0);

    private void Add(BlockKind kind, int first, int last, int level, int column) => blocks.Add(new Block(kind, first, last, level, Passage.Of(lines, [(first, column)])));
}
