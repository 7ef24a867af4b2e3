using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Checking;

/// <summary>
/// What a rule sees: the configuration as far as it could be read, and where things stand. Paths that could not be read stay silent:
/// one mistake, one finding.
/// </summary>
internal sealed class CheckContext(GatewayConfig config, ConfigNode root, ReadContext reading, FindingList findings)
{
    public GatewayConfig Config { get; } = config;

    /// <summary>Name of the rule at work.</summary>
    public string Rule { get; set; } = "";

    public void Error(ConfigPath path, string message, string remedy) => Report(path, atKey: false, message, remedy, Severity.Error);

    /// <summary>For names that are keys, such as those of pools.</summary>
    public void ErrorAtKey(ConfigPath path, string message, string remedy) => Report(path, atKey: true, message, remedy, Severity.Error);

    public void Warn(ConfigPath path, string message, string remedy) => Report(path, atKey: false, message, remedy, Severity.Warning);

    public void WarnAtKey(ConfigPath path, string message, string remedy) => Report(path, atKey: true, message, remedy, Severity.Warning);

    /// <summary>The value as it was written, never what a variable brought in and never a secret.</summary>
    public string Quote(ConfigPath path) =>
        ConfigLocator.Find(root, path, out bool exact).Value is ScalarNode scalar && exact ? ReadContext.Quote(scalar, path) : "the value";

    public int LineOf(ConfigPath path) => ConfigLocator.Find(root, path, out _).Key.Line;

    /// <summary>Whether the operator wrote it, in contrast to a default.</summary>
    public bool IsWritten(ConfigPath path) => ConfigLocator.IsWritten(root, path);

    /// <summary>Whether all at and below the path could be read. Rules that conclude from an absence must ask.</summary>
    public bool IsComplete(ConfigPath path)
    {
        string front = path.ToString();
        return IsReadable(path) && !reading.UnreadPaths.Any(unread => unread.Length > front.Length && unread.StartsWith(front, StringComparison.Ordinal) && (front.Length == 0 || unread[front.Length] is '.' or '['));
    }

    private bool IsReadable(ConfigPath path)
    {
        for (ConfigPath? place = path; place is not null && reading.UnreadPaths.Count > 0; place = place.Parent)
        {
            if (reading.UnreadPaths.Contains(place.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    private void Report(ConfigPath path, bool atKey, string message, string remedy, Severity severity)
    {
        if (!IsReadable(path))
        {
            return;
        }

        (ConfigNode key, ConfigNode value) = ConfigLocator.Find(root, path, out _);
        ConfigNode place = atKey ? key : value;
        findings.Add(place.Line, place.Column, path.ToString(), message, remedy, severity, Rule);
    }
}
