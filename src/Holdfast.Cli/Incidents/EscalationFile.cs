using Holdfast.Incidents.Escalation.Reading;

namespace Holdfast.Cli;

/// <summary>Where the escalation policy is: named, or beside the configuration.</summary>
internal static class EscalationFile
{
    public const string UsualName = "escalation.yaml";

    /// <summary>Null when there is none.</summary>
    public static string? PathFor(string? written, string configPath)
    {
        if (written is not null)
        {
            return Path.GetFullPath(written);
        }

        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configPath))!, UsualName);
        return File.Exists(beside) ? beside : null;
    }

    /// <summary>Says what is wrong with the policy that a gateway would read.</summary>
    /// <returns>The exit code: 0 when it is good, or there is none.</returns>
    /// <exception cref="IOException">The named one cannot be read.</exception>
    public static int Check(string? written, string configPath)
    {
        if (PathFor(written, configPath) is not { } path)
        {
            return 0;
        }

        IReadOnlyList<PolicyFinding> findings = PolicyReader.Read(File.ReadAllText(path)).Findings;
        foreach (PolicyFinding finding in findings)
        {
            Console.Error.WriteLine(finding.InWords(path));
        }

        return findings.Count == 0 ? 0 : 1;
    }
}
