using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A table of tasks says once, in its head, that a column has the owners. Keeps nothing.</summary>
internal static class OwnerCells
{
    private static readonly string[] Heads = ["owner", "owners", "assignee", "assigned to", "who", "responsible", "lead", "team"];

    /// <summary>Whether the row of this task has somebody in that column.</summary>
    public static bool Name(TaskItem task, string[] lines)
    {
        int row = task.Block.FirstLine;
        if (task.Block.Kind != BlockKind.TableRow)
        {
            return false;
        }

        int head = row;
        while (head > 0 && lines[head - 1].Contains('|'))
        {
            head--;
        }

        int column = Array.FindIndex(Cells(lines[head]), static cell => Heads.Contains(cell, StringComparer.OrdinalIgnoreCase));
        string[] cells = Cells(lines[row]);
        return column >= 0 && head < row && column < cells.Length && cells[column].Any(char.IsLetter);
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(static cell => cell.Trim(' ', '*', '_'))];
}
