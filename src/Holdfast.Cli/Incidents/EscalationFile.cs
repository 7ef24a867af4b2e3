using Holdfast.Configuration;
using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Cli;

/// <summary>Where the escalation policy is: named, or beside the configuration.</summary>
internal static class EscalationFile
{
    public const string UsualName = "escalation.yaml";

    /// <summary>Where a gateway looks for it, whether there is one yet or not: it may be written while the gateway runs.</summary>
    public static string PathFor(string? written, string configPath) =>
        Path.GetFullPath(written ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configPath)) ?? "/", UsualName));

    /// <summary>What is wrong with the policy that a gateway would read; nothing when there is none.</summary>
    public static (string Path, IReadOnlyList<PolicyFinding> Findings) Check(string? written, string configPath)
    {
        string path = PathFor(written, configPath);
        return written is not null || File.Exists(path) ? (path, FindingsIn(path)) : ("", []);
    }

    /// <summary>Nothing of the policy could be read.</summary>
    public static bool IsUnreadable(PolicyFinding finding) => finding.Line == 0;

    // One that cannot be read is a finding like every other: those of the configuration are told beside it.
    private static IReadOnlyList<PolicyFinding> FindingsIn(string path) => TryRead(path, out string text) is { } unreadable
        ? [new PolicyFinding(0, 0, $"the policy cannot be read: {unreadable.Message}", unreadable.Remedy)]
        : PolicyReader.Read(text).Findings;

    /// <summary>Null when it worked, else why not.</summary>
    public static ConfigFinding? TryRead(string path, out string text) =>
        ConfigFile.TryReadText(path, out text, "A policy needs channels and levels: see docs/operating/incidents.md.");
}
