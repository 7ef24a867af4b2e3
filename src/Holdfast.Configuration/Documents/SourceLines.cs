using System.Globalization;
using System.Text;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Documents;

/// <summary>The line of a finding with a caret below its column.</summary>
internal sealed class SourceLines(string source)
{
    /// <summary>What fits beside the line number in a common terminal.</summary>
    private const int MaximumWidth = 120;

    private readonly string[] _lines = source.Length == 0 ? [] : TextPlace.Lines(source);
    private HashSet<int>? _secret;

    public void AppendQuote(StringBuilder text, ConfigFinding finding)
    {
        _secret ??= SecretLines.Find(_lines);
        bool isSecret = _secret.Contains(finding.Line) || finding.Path.StartsWith("admin.tokens", StringComparison.Ordinal) || finding.Path.StartsWith("telemetry.otlp.", StringComparison.Ordinal);
        if (finding.Line < 1 || finding.Line > _lines.Length || isSecret)
        {
            return;
        }

        string line = _lines[finding.Line - 1];
        int caret = Math.Clamp(finding.Column - 1, 0, line.Length);

        // Of a long line the part round the caret is shown.
        int start = caret < MaximumWidth ? 0 : caret - (MaximumWidth / 2);
        string shown = line.Substring(start, Math.Min(MaximumWidth, line.Length - start));
        var quoted = new StringBuilder();
        var below = new StringBuilder();
        for (int index = 0; index < shown.Length; index++)
        {
            Append(quoted, below, shown[index], isBeforeCaret: start + index < caret);
        }

        text.Append(CultureInfo.InvariantCulture, $"{finding.Line,6} | {quoted}\n");
        text.Append(CultureInfo.InvariantCulture, $"       | {below}^\n");
    }

    /// <summary>Tabs stay tabs in both lines, so that the caret stands right whatever their width.</summary>
    private static void Append(StringBuilder quoted, StringBuilder below, char symbol, bool isBeforeCaret)
    {
        int before = quoted.Length;
        if (symbol == '\t')
        {
            quoted.Append(symbol);
        }
        else
        {
            SafeText.Append(quoted, symbol);
        }

        if (isBeforeCaret)
        {
            below.Append(symbol == '\t' ? '\t' : ' ', quoted.Length - before);
        }
    }
}
