using System.Globalization;
using System.Text;
using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Cli;

/// <summary>Findings for people, and as annotations of a workflow.</summary>
internal static class LintText
{
    private const int LongestQuote = 100;

    public static string Of(IReadOnlyList<(string File, LintReport Report)> reports)
    {
        StringBuilder text = new();
        foreach ((string file, LintReport report) in reports)
        {
            foreach (LintFinding finding in report.Findings)
            {
                text.Append(CultureInfo.InvariantCulture, $"{file}:{finding.Line}: {finding.Rule} {Words.Of(finding.Severity)}: {finding.Message}\n");
                if (finding.Quote.Length > 0)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    > {Short(finding.Quote)}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"    {finding.Remedy}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"{file}: {Counts(report)}; {report.Words} words\n");
        }

        return text.ToString();
    }

    public static string Annotations(IReadOnlyList<(string File, LintReport Report)> reports)
    {
        StringBuilder text = new();
        foreach ((string file, LintReport report) in reports)
        {
            foreach (LintFinding finding in report.Findings)
            {
                string level = finding.Severity switch { LintSeverity.Format or LintSeverity.Contradiction => "error", LintSeverity.Guidance => "warning", _ => "notice" };
                text.Append(CultureInfo.InvariantCulture, $"::{level} file={Property(file)},line={finding.Line},title={finding.Rule}::{Data($"{finding.Message}. {finding.Remedy}")}\n");
            }
        }

        return text.ToString();
    }

    private static string Counts(LintReport report)
    {
        string[] counts = [.. Enum.GetValues<LintSeverity>().Select(severity => (severity, Count: report.Findings.Count(finding => finding.Severity == severity))).Where(pair => pair.Count > 0).Select(pair => $"{pair.Count.ToString(CultureInfo.InvariantCulture)} {Words.Of(pair.severity)}")];
        return counts.Length == 0 ? "no findings" : string.Join(", ", counts);
    }

    private static string Short(string quote) => quote.Length <= LongestQuote ? quote : string.Concat(quote.AsSpan(0, LongestQuote - 3), "...");

    // What a workflow command would read as its own syntax is percent-encoded.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
