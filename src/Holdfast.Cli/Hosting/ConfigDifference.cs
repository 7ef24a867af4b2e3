using System.Text.Json;

namespace Holdfast.Cli;

/// <summary>
/// What differs between two configurations, by the path of each value: "pools.shop.servers.10.0.0.1:8000.weight". From their effective text,
/// with all defaults in it, so that a key that was left out and one that says the default are the same. Next: <see cref="ConfigDifferenceText"/>.
/// </summary>
internal static class ConfigDifference
{
    private const string Item = "-";

    /// <param name="Before">Null for what is new.</param>
    /// <param name="After">Null for what is gone.</param>
    public readonly record struct Change(string Path, string? Before, string? After);

    public static IReadOnlyList<Change> Between(string before, string after)
    {
        Dictionary<string, string> old = Flatten(before);
        Dictionary<string, string> next = Flatten(after);
        return
        [
            .. old.Where(pair => !next.TryGetValue(pair.Key, out string? value) || value != pair.Value).Select(pair => new Change(pair.Key, pair.Value, next.GetValueOrDefault(pair.Key))),
            .. next.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => new Change(pair.Key, null, pair.Value)),
        ];
    }

    /// <summary>Paths by indentation. Items of a list are called by their name, as people do; without one by their first value: servers by their address, routes by their path.</summary>
    private static Dictionary<string, string> Flatten(string yaml)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        List<(int Indent, string Name)> path = [];
        string[] lines = yaml.Split('\n');
        for (int number = 0; number < lines.Length; number++)
        {
            string text = lines[number].Trim();
            int indent = IndentOf(lines[number]);
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            path.RemoveAll(part => part.Indent >= indent);
            (string name, string? value) = Split(text);
            path.Add((indent, name == Item ? OwnName(lines, number) ?? Item : name));
            if (value is not null)
            {
                NameItems(path, value);
                Add(values, string.Join('.', path.Select(part => part.Name)), value);
            }
        }

        return values;
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart().Length;

    /// <summary>The value of "name" among the first keys below an item; null where it has none.</summary>
    private static string? OwnName(string[] lines, int item)
    {
        int inner = item + 1 < lines.Length ? IndentOf(lines[item + 1]) : 0;
        for (int number = item + 1; number < lines.Length && IndentOf(lines[number]) > IndentOf(lines[item]); number++)
        {
            if (IndentOf(lines[number]) == inner && Split(lines[number].Trim()) is ("name", { Length: > 0 } name))
            {
                return name;
            }
        }

        return null;
    }

    // Routes without a name are called after their host, of which there may be several.
    private static void Add(Dictionary<string, string> values, string path, string value)
    {
        string key = path;
        for (int number = 2; !values.TryAdd(key, value); number++)
        {
            key = $"{path} ({number})";
        }
    }

    /// <summary>"weight: 100" is a name and a value, "servers:" and "-" are names alone, and "- a" an item that is its own value.</summary>
    private static (string Name, string? Value) Split(string text)
    {
        if (text.StartsWith("- ", StringComparison.Ordinal))
        {
            return (Plain(text[2..]), Plain(text[2..]));
        }

        // A name in quotes may hold a colon of its own.
        int quoted = text[0] == '"' ? EndOfString(text) : 0;
        int colon = text.IndexOf(": ", quoted, StringComparison.Ordinal);
        return colon >= 0 ? (Plain(text[..colon]), Plain(text[(colon + 2)..])) : (Plain(text.TrimEnd(':')), null);
    }

    private static int EndOfString(string text)
    {
        int at = 1;
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at, text.Length);
    }

    /// <summary>As people wrote it: without the quotes, and without the backslashes that a text in quotes needs before some symbols.</summary>
    private static string Plain(string text) => text is ['"', .., '"'] && EndOfString(text) == text.Length - 1 ? JsonSerializer.Deserialize(text, ApiJson.Default.String)! : text;

    private static void NameItems(List<(int Indent, string Name)> path, string value)
    {
        for (int part = 0; part < path.Count; part++)
        {
            if (path[part].Name == Item)
            {
                path[part] = path[part] with { Name = value };
            }
        }
    }
}
