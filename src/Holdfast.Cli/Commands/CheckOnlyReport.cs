using System.Globalization;
using Holdfast.Configuration;
using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Cli;

/// <summary>The answer of --check-only: one line when all is well, else the findings.</summary>
internal static class CheckOnlyReport
{
    /// <param name="policyPath">Of the policy by which people are told of incidents; "" when there is none.</param>
    public static int Print(string path, ConfigReadResult written, string policyPath, IReadOnlyList<PolicyFinding> ofPolicy, bool json)
    {
        ConfigFinding? place = written.Config is { } parsed ? AccessLogPlace.Check(parsed.AccessLog, path) : null;
        ConfigReadResult read = place is null ? written : written with { Findings = [.. written.Findings, place] };
        if (json)
        {
            Console.Out.Write(ConfigFindingFormatter.FormatJson(With(read, policyPath, ofPolicy)));
        }
        else if (read.Findings.Count > 0)
        {
            Console.Error.Write(ConfigFindingFormatter.FormatText(read));
        }

        if (read.Config is { } config && !json)
        {
            Console.Out.WriteLine($"{path}: ok, {Count(config.Listeners.Count, "listener")}, {Count(config.Routes.Count, "route")}, {Count(config.Pools.Count, "pool")}");
            // Here a slip is found that would otherwise be felt first. Still ok: for an afternoon it may be meant.
            if (ProtectionEvents.In(config, out _) is { } off)
            {
                Console.Error.WriteLine($"{path}: {off}");
            }
        }

        foreach (PolicyFinding finding in json ? [] : ofPolicy)
        {
            Console.Error.WriteLine(finding.InWords(policyPath));
        }

        return read.IsValid && ofPolicy.Count == 0 ? 0
            : InputFile.IsUnreadable(read) || ofPolicy.Any(EscalationFile.IsUnreadable) ? UsageErrors.ExitCode
            : 1;
    }

    /// <summary>Both files' findings in one answer: "valid" is whether the exit code is 0.</summary>
    private static ConfigReadResult With(ConfigReadResult read, string policyPath, IReadOnlyList<PolicyFinding> ofPolicy) => ofPolicy.Count == 0 ? read : read with
    {
        Config = null,
        Findings = [.. read.Findings, .. ofPolicy.Select(finding => new ConfigFinding(policyPath, finding.Line, finding.Column, "", finding.Message, finding.Remedy) { Rule = "escalation" })],
    };

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
