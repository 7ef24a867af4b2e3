using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;
using YamlDotNet.RepresentationModel;

namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>One mapping of the file: values by key, each read once; what was not read at the end is unknown.</summary>
internal sealed class PolicyMap(YamlMappingNode node, List<PolicyFinding> findings)
{
    private readonly HashSet<string> read = [];

    public YamlNode Place => node;

    public string? Text(string key)
    {
        if (Find(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        Wrong(value, $"{key} has no text", "Write one word or a quoted text.");
        return null;
    }

    public string? Needed(string key)
    {
        string? text = Text(key);
        if (text is null && Find(key) is null)
        {
            Wrong(node, $"{key} is missing", $"Add {key}:.");
        }

        return text;
    }

    public TimeSpan? Span(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        TimeSpan? span = text is "0" or "0s" ? TimeSpan.Zero : SeriesQueryText.ParseSpan(text);
        if (span is null)
        {
            Wrong(Find(key)!, $"'{text}' is not a length of time", "Write 30s, 10m, 2h or 7d.");
        }

        return span;
    }

    public DateTimeOffset? Time(string key) => Parse(key, "a time", "Write 2026-11-21T22:00:00Z or with an offset.", (string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time));

    public DateTime? LocalTime(string key) => Parse(key, "a local time", "Write 2026-11-02T09:00.", (string text, out DateTime time) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time));

    public TimeOnly? Clock(string key) => Parse(key, "a time of the day", "Write \"08:30\", in quotes.", (string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time));

    public TimeZoneInfo Zone(string key)
    {
        if (Text(key) is { } text && text != "UTC")
        {
            try
            {
                return TimeZoneInfo.FindSystemTimeZoneById(text);
            }
            catch (Exception failure) when (failure is TimeZoneNotFoundException or InvalidTimeZoneException)
            {
                Wrong(Find(key)!, $"'{text}' is not a time zone of this machine", "Write a name such as Europe/Paris, or UTC.");
            }
        }

        return TimeZoneInfo.Utc;
    }

    /// <summary>One text or a list of them.</summary>
    public List<string> Texts(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } text }:
                return [text];
            case YamlSequenceNode list when list.All(item => item is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Select(item => ((YamlScalarNode)item).Value!)];
            case { } other:
                Wrong(other, $"{key} is not a list of texts", $"Write {key}: [one, other].");
                return [];
        }
    }

    public PolicyMap? Map(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new PolicyMap(map, findings);
            case { } other:
                Wrong(other, $"{key} is not a mapping", $"Write {key}: and its keys below it, indented.");
                return null;
        }
    }

    public List<PolicyMap> List(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.All(item => item is YamlMappingNode):
                return [.. list.Select(item => new PolicyMap((YamlMappingNode)item, findings))];
            case { } other:
                Wrong(other, $"{key} is not a list of mappings", $"Write {key}: and below it lines that begin with '- '.");
                return [];
        }
    }

    /// <summary>Each with the name that it has here.</summary>
    public List<(string Name, PolicyMap Map)> Named(string key)
    {
        List<(string, PolicyMap)> named = [];
        IEnumerable<KeyValuePair<YamlNode, YamlNode>> entries = Find(key) is YamlMappingNode found ? found.Children : Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>();
        foreach ((YamlNode name, YamlNode value) in entries)
        {
            if (name is YamlScalarNode { Value: { Length: > 0 } text } && value is YamlMappingNode inner)
            {
                named.Add((text, new PolicyMap(inner, findings)));
            }
            else
            {
                Wrong(name, $"an entry of {key} has no name or no keys", $"Write {key}: {{ name: {{ ... }} }}.");
            }
        }

        return named;
    }

    public void Wrong(YamlNode at, string message, string remedy) => findings.Add(new PolicyFinding((int)at.Start.Line, (int)at.Start.Column, message, remedy));

    public void WrongAt(string key, string message, string remedy) => Wrong(Find(key) ?? node, message, remedy);

    /// <summary>To be called last.</summary>
    public void Finish()
    {
        foreach (YamlNode key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !read.Contains(name)))
        {
            string written = (key as YamlScalarNode)?.Value ?? "";
            Wrong(key, $"'{written}' is not known here", Known(written, [.. read.Order(StringComparer.Ordinal)]));
        }
    }

    /// <summary>What to do about a word that is none of these.</summary>
    public static string Known(string written, IReadOnlyCollection<string> known) => NearestWord.Of(written, known) is { } closest ? $"Did you mean '{closest}'?" : Choices.There(known);

    private YamlNode? Find(string key)
    {
        read.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;
    }

    private delegate bool TextParser<T>(string text, out T value);

    private T? Parse<T>(string key, string what, string remedy, TextParser<T> parse)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (parse(text, out T value))
        {
            return value;
        }

        Wrong(Find(key)!, $"'{text}' is not {what}", remedy);
        return null;
    }
}
