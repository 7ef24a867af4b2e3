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

    /// <summary>Paths by indentation. Items of a list are named by their first value: servers by their address, routes by their path.</summary>
    private static Dictionary<string, string> Flatten(string yaml)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        List<(int Indent, string Name)> path = [];
        foreach (string line in yaml.Split('\n'))
        {
            string text = line.Trim();
            int indent = line.Length - line.TrimStart().Length;
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            path.RemoveAll(part => part.Indent >= indent);
            (string name, string? value) = Split(text);
            path.Add((indent, name));
            if (value is not null)
            {
                NameItems(path, value);
                Add(values, string.Join('.', path.Select(part => part.Name)), value);
            }
        }

        return values;
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
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        return text.StartsWith("- ", StringComparison.Ordinal) ? (text[2..].Trim('"'), text[2..].Trim('"'))
            : colon >= 0 ? (text[..colon].Trim('"'), text[(colon + 2)..].Trim('"'))
            : (text.TrimEnd(':').Trim('"'), null);
    }

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
