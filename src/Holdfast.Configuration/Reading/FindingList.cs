using System.Globalization;

namespace Holdfast.Configuration.Reading;

/// <summary>Collects findings within a bound. Errors and warnings are bounded apart, so that warnings never displace the reason for a refusal.</summary>
internal sealed class FindingList(string file)
{
    private readonly List<ConfigFinding> _errors = [];
    private readonly List<ConfigFinding> _warnings = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private int _found;

    public bool HasErrors => _errors.Count > 0;

    public void Add(int line, int column, string path, string message, string remedy, Severity severity = Severity.Error, string rule = "read")
    {
        List<ConfigFinding> list = severity == Severity.Error ? _errors : _warnings;
        if (list.Count >= ConfigReader.MaximumFindings)
        {
            _found++;
        }
        else if (_told.Add(string.Create(CultureInfo.InvariantCulture, $"{line}:{column}:{message}")))
        {
            // A value that aliases repeat is wrong once, however many paths lead to it.
            _found++;
            list.Add(new ConfigFinding(file, line, column, path, message, remedy, severity) { Rule = rule });
        }
    }

    public ConfigReadResult ToResult(GatewayConfig? config, string source)
    {
        List<ConfigFinding> kept = [.. _errors.Concat(_warnings).Take(ConfigReader.MaximumFindings).OrderBy(static finding => finding.Line).ThenBy(static finding => finding.Column)];
        return new ConfigReadResult(HasErrors ? null : config, kept) { OmittedFindings = _found - kept.Count, Source = source };
    }
}
