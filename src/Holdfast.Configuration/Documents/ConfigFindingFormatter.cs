using System.Globalization;
using System.Text;
using System.Text.Json;
using Holdfast.Configuration.Documents;

namespace Holdfast.Configuration;

/// <summary>Findings for people (with the line and a caret) and for scripts (JSON).</summary>
public static class ConfigFindingFormatter
{
    /// <summary>Every finding as "file:line:column: error: message", its line, path and remedy; then a line that counts them.</summary>
    public static string FormatText(ConfigReadResult result)
    {
        var text = new StringBuilder();
        var source = new SourceLines(result.Source);
        foreach (ConfigFinding finding in result.Findings)
        {
            AppendFinding(text, finding, source);
        }

        if (result.OmittedFindings > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {result.OmittedFindings} more\n");
        }

        return text.Append(Summary(result)).Append('\n').ToString();
    }

    /// <summary>"2 errors, 1 warning".</summary>
    public static string Summary(ConfigReadResult result)
    {
        int errors = result.Findings.Count(static finding => finding.Severity == Severity.Error);
        int warnings = result.Findings.Count - errors;
        string more = result.OmittedFindings > 0 ? string.Create(CultureInfo.InvariantCulture, $", {result.OmittedFindings} more not shown") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}{more}");
    }

    public static string FormatJson(ConfigReadResult result)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            WriteJson(writer, result);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void AppendFinding(StringBuilder text, ConfigFinding finding, SourceLines source)
    {
        text.Append(finding.File);
        if (finding.Line > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $":{finding.Line}:{finding.Column}");
        }

        text.Append(CultureInfo.InvariantCulture, $": {Word(finding.Severity)}: {finding.Message}\n");
        source.AppendQuote(text, finding);
        if (finding.Path.Length > 0)
        {
            text.Append("  at ").Append(finding.Path).Append('\n');
        }

        text.Append("  ").Append(finding.Remedy).Append("\n\n");
    }

    private static void WriteJson(Utf8JsonWriter writer, ConfigReadResult result)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", result.IsValid);
        writer.WriteNumber("omitted", result.OmittedFindings);
        writer.WriteStartArray("findings");
        foreach (ConfigFinding finding in result.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("file", finding.File);
            writer.WriteNumber("line", finding.Line);
            writer.WriteNumber("column", finding.Column);
            writer.WriteString("severity", Word(finding.Severity));
            writer.WriteString("rule", finding.Rule);
            writer.WriteString("path", finding.Path);
            writer.WriteString("message", finding.Message);
            writer.WriteString("remedy", finding.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Word(Severity severity) => severity == Severity.Error ? "error" : "warning";
}
