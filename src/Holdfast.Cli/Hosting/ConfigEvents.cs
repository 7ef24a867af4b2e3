using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Findings in the log of a running gateway, one line each.</summary>
internal static class ConfigEvents
{
    // All of them are in the state report; the log needs enough to know what to look at.
    private const int FindingsMaximum = 10;

    public static void Write(EventLog events, IReadOnlyList<ConfigFinding> findings)
    {
        foreach (ConfigFinding finding in findings.Take(FindingsMaximum))
        {
            string place = finding.Line > 0 ? $"{finding.File}:{finding.Line}:{finding.Column}" : finding.File;
            string path = finding.Path.Length > 0 ? $" at {finding.Path}" : "";
            events.Warning("config-finding", $"{place}: {finding.Message}{path}. {finding.Remedy}");
        }
    }
}
