using System.Text;

namespace Holdfast.Cli;

/// <summary>Aligned columns of plain text: readable in a terminal, in a mail and by awk.</summary>
internal sealed class TextTable
{
    private readonly List<string[]> rows = [];
    private readonly bool[] alignRight;

    /// <param name="headings">A heading that begins with '>' makes its column right-aligned.</param>
    public TextTable(params string[] headings)
    {
        alignRight = [.. headings.Select(heading => heading.StartsWith('>'))];
        rows.Add([.. headings.Select(heading => heading.TrimStart('>'))]);
    }

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. Enumerable.Range(0, alignRight.Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Select((cell, column) => alignRight[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])));
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
