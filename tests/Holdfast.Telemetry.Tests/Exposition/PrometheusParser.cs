using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry.Tests;

/// <summary>A slow, strict reader of the text format 0.0.4, written from its description and independently of the writer.</summary>
internal sealed class PrometheusParser
{
    private readonly HashSet<string> finishedFamilies = [];
    private readonly HashSet<string> seen = [];
    private string family = "";
    private string help = "";

    public Dictionary<string, string> Types { get; } = [];

    public List<Sample> Samples { get; } = [];

    public static PrometheusParser Parse(ReadOnlySpan<byte> bytes)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        text.ShouldEndWith("\n");
        PrometheusParser parser = new();
        foreach (string line in text[..^1].Split('\n'))
        {
            parser.Line(line);
        }

        return parser;
    }

    public double Value(string name, params (string Name, string Value)[] labels) =>
        Samples.Single(sample => sample.Name == name && labels.All(sample.Labels.Contains)).Value;

    private void Line(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            string[] parts = line.Split(' ', 4);
            finishedFamilies.Add(family);
            family = parts[2];
            finishedFamilies.ShouldNotContain(family, "samples of a family must stand together");
            help = parts[3];
            help.ShouldNotBeEmpty();
        }
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            string[] parts = line.Split(' ');
            parts[2].ShouldBe(family);
            parts[3].ShouldBeOneOf("counter", "gauge", "histogram");
            Types.Add(family, parts[3]);
        }
        else
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        int position = 0;
        string name = Name(line, ref position);
        List<(string, string)> labels = line[position] == '{' ? Labels(line, ref position) : [];
        line[position++].ShouldBe(' ');
        string value = line[position..];
        double number = value == "+Inf" ? double.PositiveInfinity : double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        FamilyOf(name).ShouldBe(family, line);
        labels.Select(label => label.Item1).ShouldBeUnique();
        seen.Add(line[..position]).ShouldBeTrue($"twice: {line}");
        Samples.Add(new(name, labels, number));
    }

    private string FamilyOf(string name)
    {
        foreach (string suffix in new[] { "_bucket", "_sum", "_count" })
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal) && Types.GetValueOrDefault(name[..^suffix.Length]) == "histogram")
            {
                return name[..^suffix.Length];
            }
        }

        return name;
    }

    private static string Name(string line, ref int position)
    {
        int start = position;
        while (position < line.Length && (char.IsAsciiLetterOrDigit(line[position]) || line[position] == '_'))
        {
            position++;
        }

        position.ShouldBeGreaterThan(start, line);
        char.IsAsciiDigit(line[start]).ShouldBeFalse();
        return line[start..position];
    }

    private static List<(string Name, string Value)> Labels(string line, ref int position)
    {
        List<(string, string)> labels = [];
        do
        {
            position++;
            string name = Name(line, ref position);
            line.Substring(position, 2).ShouldBe("=\"");
            position += 2;
            labels.Add((name, Quoted(line, ref position)));
        }
        while (line[position] == ',');
        line[position++].ShouldBe('}');
        return labels;
    }

    private static string Quoted(string line, ref int position)
    {
        StringBuilder value = new();
        for (; line[position] != '"'; position++)
        {
            if (line[position] != '\\')
            {
                value.Append(line[position]);
                continue;
            }

            position++;
            value.Append(line[position] switch
            {
                'n' => '\n',
                '\\' => '\\',
                '"' => '"',
                char other => throw new FormatException($"\\{other} is no escape"),
            });
        }

        position++;
        return value.ToString();
    }

    internal sealed record Sample(string Name, List<(string Name, string Value)> Labels, double Value);
}
