using Change = Holdfast.Cli.ConfigDifference.Change;

namespace Holdfast.Cli;

/// <summary>
/// Differences in one line for people. A server or a route that came or went is told as one thing, and where one came in the place of another both
/// are named: each of them changes every value below its name.
/// </summary>
internal static class ConfigDifferenceText
{
    // What tells one route or server from another at a glance.
    private static readonly string[] Telling = ["class", "pool", "weight"];

    public static string Describe(IReadOnlyList<Change> changes, int maximum = 3)
    {
        if (changes.Count == 0)
        {
            return "nothing";
        }

        List<(string Parent, string Name)> gone = ItemsOf(changes, static one => one.After is null ? one.Before : null);
        List<(string Parent, string Name)> come = ItemsOf(changes, static one => one.Before is null ? one.After : null);
        List<string> told = [];
        foreach ((string parent, string name) in gone.ToList())
        {
            if (come.FindIndex(one => one.Parent == parent) is >= 0 and int index)
            {
                told.Add($"{parent}: {come[index].Name} instead of {name}{Within(changes, $"{parent}.{name}", $"{parent}.{come[index].Name}")}");
                changes = Without(Without(changes, parent, name), parent, come[index].Name);
                come.RemoveAt(index);
                gone.Remove((parent, name));
            }
        }

        told.AddRange(gone.Select(one => $"{one.Parent}.{one.Name} is gone"));
        told.AddRange(come.Select(one => $"{one.Parent}.{one.Name} is new{Facts(changes, $"{one.Parent}.{one.Name}")}"));
        changes = gone.Concat(come).Aggregate(changes, static (left, one) => Without(left, one.Parent, one.Name));
        told.AddRange(changes.Select(InWords));
        // What the gateway does to whoever asks matters more than a list of servers: it is not what is left out.
        told = told.Count > maximum ? [.. told.OrderBy(static one => one.StartsWith("protection", StringComparison.Ordinal) ? 0 : 1)] : told;
        return InOneLine(told.Count > maximum ? $"{string.Join("; ", told.Take(maximum))}; and {told.Count - maximum} more" : string.Join("; ", told));
    }

    /// <summary>A page for shed requests has line ends, and a regular expression may hold anything.</summary>
    public static string InOneLine(string text) => string.Concat(text.Select(symbol => char.IsControl(symbol) ? ' ' : symbol));

    private static string InWords(Change change) => change switch
    {
        { Before: null } => $"{change.Path} is new: {Value(change.After)}",
        { After: null } => $"{change.Path} is gone, it was {Value(change.Before)}",
        _ => $"{change.Path} from {Value(change.Before)} to {Value(change.After)}",
    };

    /// <summary>Items whose own name, which is a part of the path of each of their values, is among the changes. Those within others are told with them.</summary>
    private static List<(string Parent, string Name)> ItemsOf(IReadOnlyList<Change> changes, Func<Change, string?> valueOf)
    {
        List<(string Parent, string Name)> items = [];
        foreach (Change change in changes)
        {
            if (valueOf(change) is { Length: > 0 } name
                && PlaceOf(change.Path, name) is > 0 and int at
                && !items.Exists(one => IsIn(change.Path, one.Parent, one.Name)))
            {
                items.Add((change.Path[..at], name));
            }
        }

        return items;
    }

    /// <summary>The last part, or parts, of a path that are this name: a server may be called as its pool is, or as the beginning of a key. -1 for none.</summary>
    private static int PlaceOf(string path, string name)
    {
        int at = path.LastIndexOf($".{name}", StringComparison.Ordinal);
        while (at >= 0 && at + name.Length + 1 < path.Length && path[at + name.Length + 1] != '.')
        {
            at = at == 0 ? -1 : path.LastIndexOf($".{name}", at - 1, StringComparison.Ordinal);
        }

        return at;
    }

    /// <summary>What else the one that came has otherwise.</summary>
    private static string Within(IReadOnlyList<Change> changes, string gone, string come)
    {
        Dictionary<string, string> before = Values(changes, gone, static one => one.Before);
        Dictionary<string, string> after = Values(changes, come, static one => one.After);
        string[] other = [.. after.Where(one => before.TryGetValue(one.Key, out string? value) && value != one.Value && !come.EndsWith($".{one.Value}", StringComparison.Ordinal)).Select(one => $"{one.Key} {Value(one.Value)} instead of {Value(before[one.Key])}")];
        return other.Length == 0 ? "" : $" ({string.Join(", ", other.Take(2))})";
    }

    private static string Facts(IReadOnlyList<Change> changes, string item)
    {
        Dictionary<string, string> values = Values(changes, item, static one => one.After);
        string[] facts = [.. Telling.Where(values.ContainsKey).Select(key => $"{key} {values[key]}")];
        return facts.Length == 0 ? "" : $" ({string.Join(", ", facts)})";
    }

    private static Dictionary<string, string> Values(IReadOnlyList<Change> changes, string item, Func<Change, string?> valueOf) =>
        changes.Where(one => one.Path.StartsWith(item + ".", StringComparison.Ordinal) && valueOf(one) is not null).ToDictionary(one => one.Path[(item.Length + 1)..], one => valueOf(one)!);

    private static Change[] Without(IReadOnlyList<Change> changes, string parent, string name) => [.. changes.Where(one => !IsIn(one.Path, parent, name))];

    private static bool IsIn(string path, string parent, string name) =>
        path == $"{parent}.{name}" || path.StartsWith($"{parent}.{name}.", StringComparison.Ordinal);

    private static string Value(string? value) => value is null or "" or "[]" or "{}" ? "nothing" : value;
}
