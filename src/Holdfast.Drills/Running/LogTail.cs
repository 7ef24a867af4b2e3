namespace Holdfast.Drills.Running;

/// <summary>The end of what a program said, on one line, for messages.</summary>
internal static class LogTail
{
    private const int Lines = 4;

    public static string Of(string path)
    {
        string[] lines = File.Exists(path) ? [.. File.ReadAllLines(path).Where(static line => line.Trim().Length > 0)] : [];
        return lines.Length == 0 ? "nothing" : string.Join(" | ", lines[^Math.Min(Lines, lines.Length)..]);
    }
}
