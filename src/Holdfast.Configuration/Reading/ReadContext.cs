using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading;

/// <summary>What the readers of single values share: the findings, the environment, and which paths could not be read.</summary>
internal sealed class ReadContext(FindingList findings, Func<string, string?> environment)
{
    public Func<string, string?> Environment { get; } = environment;

    /// <summary>Paths with a finding. Rules say nothing more about them: one mistake, one finding.</summary>
    public HashSet<string> UnreadPaths { get; } = new(StringComparer.Ordinal);

    public void Report(ConfigNode place, ConfigPath path, string message, string remedy)
    {
        string text = path.ToString();
        UnreadPaths.Add(text);
        findings.Add(place.Line, place.Column, text, message, remedy);
    }

    public void ReportShape(ConfigNode node, ConfigPath path, Values.ValueKind kind)
    {
        if (path.Parent is null)
        {
            Report(node, path, $"a configuration is a mapping, but this is {node.Description}", "Start from examples/minimal.yaml: it begins with the line listeners:.");
        }
        else if (node is ScalarNode { IsNull: true })
        {
            Report(node, path, $"{path.LastKey} has no value", $"Write a value, for example {kind.Example}, or remove the key.");
        }
        else
        {
            Report(node, path, $"{path.LastKey} takes {kind.TypeName}, but this is {node.Description}", $"Write for example {kind.Example}.");
        }
    }

    /// <summary>The value as it was written; never what a variable brought in, never a secret.</summary>
    public static string Quote(ScalarNode node, ConfigPath path) =>
        path.IsSecret || node.Text.Contains("sha256:", StringComparison.OrdinalIgnoreCase) ? "the value" : SafeText.Quote(node.Text);
}
