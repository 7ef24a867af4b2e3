using Holdfast.Agent.Findings;
using Holdfast.Agent.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Fleet;

/// <summary>A server that starts again because somebody deploys is no finding.</summary>
internal static class AnnouncedRestarts
{
    // A deployment is announced when it begins and goes through the servers one after the other.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(2);

    public static bool Covers(HostFinding finding, HostState host, IChangeReader changes)
    {
        if (finding.Kind != ServerRestarted.Name)
        {
            return false;
        }

        HashSet<string> subjects = ["gateway", "", .. host.Servers.Select(server => server.Subject), .. host.Servers.Select(server => $"pool:{server.Pool}")];
        return changes.Between(finding.Since - Before, finding.Since + After).Any(change => change.Kind is ChangeKind.Deployment or ChangeKind.Operator && subjects.Contains(change.Subject));
    }
}
