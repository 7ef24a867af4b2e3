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
}
