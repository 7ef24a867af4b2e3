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
        string example = kind.Example.Length == 0 ? "" : $" Write for example {kind.Example}.";
        if (node is ScalarNode { IsNull: true })
        {
            Report(node, path, $"{path.LastKey} has no value", $"Write {kind.TypeName}, or remove the key.{example}");
        }
        else
        {
            Report(node, path, $"{path.LastKey} takes {kind.TypeName}, but this is {node.Description}", example.Length == 0 ? "Look at the reference for its keys, and check the indentation." : example.TrimStart());
        }
    }

    /// <summary>The value as it was written; never what a variable brought in, never a secret.</summary>
    public static string Quote(ScalarNode node, ConfigPath path) => path.IsSecret ? "the value" : SafeText.Quote(node.Text);
}
