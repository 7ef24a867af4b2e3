using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Cli;

/// <summary>What agents have found on the servers' hosts, as tasks are made of it. Next: <see cref="FindingTasks"/>.</summary>
internal static class HostFindings
{
    // A host that was broken into can write findings about itself: it must not crowd out those of others.
    private const int HostMaximum = 10;

    public static IReadOnlyList<StandingFinding> Of(AgentDesk desk) => Of(desk.List());

    public static IReadOnlyList<StandingFinding> Of(HostListReport list) =>
        [.. list.Hosts.SelectMany(host => host.Findings.OrderBy(finding => finding.Since).Take(HostMaximum).Select(finding => Of(host, finding)))];

    /// <summary>The figures in its text change every minute; host, kind and subject do not.</summary>
    private static StandingFinding Of(HostStateReport host, HostFinding finding)
    {
        string subject = finding.Subject.Length == 0 ? "" : $":{finding.Subject}";
        string servers = host.Servers.Count == 0 ? "" : $" ({string.Join(", ", host.Servers)})";
        return new StandingFinding($"host:{host.Host}:{finding.Kind}{subject}", $"host {host.Host}{servers}: {finding.Text}. {finding.Advice}", finding.Since);
    }
}
