using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Cli;

/// <summary>Findings as JSON: for one file an object of findings and words, for several an array of such objects with the file's name.</summary>
internal static class LintJson
{
    /// <param name="isList">Several files were asked for, however many of them could be read.</param>
    public static string Of(IReadOnlyList<(string File, LintReport Report)> reports, bool isList)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (!isList)
            {
                Write(writer, null, reports[0].Report);
            }
            else
            {
                writer.WriteStartArray();
                foreach ((string file, LintReport report) in reports)
                {
                    Write(writer, file, report);
                }

                writer.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, string? file, LintReport report)
    {
        writer.WriteStartObject();
        if (file is not null)
        {
            writer.WriteString("file", file);
        }

        writer.WriteStartArray("findings");
        foreach (LintFinding finding in report.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", finding.Rule);
            writer.WriteString("severity", Words.Of(finding.Severity));
            writer.WriteNumber("line", finding.Line);
            writer.WriteString("quote", finding.Quote);
            writer.WriteString("message", finding.Message);
            writer.WriteString("remedy", finding.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("words", report.Words);
        writer.WriteEndObject();
    }
}
