using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Replay;

/// <summary>What differs between two configurations of a drill, by the path of each value, for the people who read its page.</summary>
internal static class ConfigurationDifference
{
    private const int ToldMaximum = 6;
    private const int ValueMaximum = 60;

    /// <summary>Empty when nothing does.</summary>
    public static IReadOnlyList<string> Between(string old, string present)
    {
        Dictionary<string, string> before = Flat(old);
        Dictionary<string, string> after = Flat(present);
        return
        [
            .. before.Where(one => !after.ContainsKey(one.Key)).Select(one => $"{one.Key} is gone, it was {one.Value}"),
            .. before.Where(one => after.TryGetValue(one.Key, out string? value) && value != one.Value).Select(one => $"{one.Key} is {after[one.Key]} instead of {one.Value}"),
            .. after.Where(one => !before.ContainsKey(one.Key)).Select(one => $"{one.Key} is new: {one.Value}"),
        ];
    }

    /// <summary>The first few in one line.</summary>
    public static string InWords(IReadOnlyList<string> differences) =>
        string.Join("; ", differences.Take(ToldMaximum)) + (differences.Count > ToldMaximum ? FormattableString.Invariant($"; and {differences.Count - ToldMaximum} more") : "");

    private static Dictionary<string, string> Flat(string yaml)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(yaml));
            Walk("", stream.Documents[0].RootNode, values);
        }
        catch (YamlException)
        {
            // What cannot be read has nothing to tell apart but its text.
            values["the text"] = Cut(yaml.ReplaceLineEndings(" "));
        }

        return values;
    }

    private static void Walk(string path, YamlNode node, Dictionary<string, string> values)
    {
        switch (node)
        {
            case YamlMappingNode map when map.Children.Count > 0:
                foreach ((YamlNode key, YamlNode value) in map.Children)
                {
                    Walk(path.Length == 0 ? key.ToString() : $"{path}.{key}", value, values);
                }

                break;
            case YamlSequenceNode list when list.Children.Count > 0:
                foreach ((YamlNode item, int index) in list.Children.Select((item, index) => (item, index)))
                {
                    Walk($"{path}.{NameOf(item, index)}", item, values);
                }

                break;
            default:
                values[path] = node is YamlScalarNode { Value: { Length: > 0 } text } ? Cut(text) : "nothing";
                break;
        }
    }

    /// <summary>Servers by their name, routes by what they match: an item that comes in between does not change those after it.</summary>
    private static string NameOf(YamlNode item, int index) => item switch
    {
        YamlScalarNode { Value: { } text } => text,
        YamlMappingNode map when (ReplayConfiguration.Text(map, "name") ?? ReplayConfiguration.Text(map, "address")) is { } name => name,
        YamlMappingNode map when ReplayConfiguration.Find(map, "match") is YamlMappingNode match && ReplayConfiguration.Text(match, "path") is { } path => path,
        _ => FormattableString.Invariant($"{index + 1}"),
    };

    private static string Cut(string text) => text.Length <= ValueMaximum ? text : text[..ValueMaximum] + "...";
}
