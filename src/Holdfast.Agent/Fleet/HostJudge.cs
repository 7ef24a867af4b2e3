using Holdfast.Agent.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Fleet;

/// <summary>What is found on a host now: the agent's own findings and the gateway's, with since when. Owner: <see cref="AgentDesk"/>, under its lock.</summary>
internal sealed class HostJudge(ChangeLog changes)
{
    private readonly HostTelling telling = new(changes);

    /// <param name="machine">The hosts on the same machine, itself too.</param>
    public void Judge(HostState host, IReadOnlyList<HostState> machine, DateTimeOffset now)
    {
        IEnumerable<HostFinding> own = host.IsSilent ? [] : host.Report.Findings;
        HostFinding[] dated = [.. FleetRules.All.SelectMany(rule => rule.Look(host, machine)).Concat(own).Select(finding => finding.Since != default ? finding : finding with { Since = SinceOf(host, finding, now) })];
        HostFinding[] found = [.. dated.Where(finding => !AnnouncedRestarts.Covers(finding, host, changes))];
        foreach ((string, string) gone in host.Since.Keys.Where(key => !found.Any(finding => (finding.Kind, finding.Subject) == key)).ToArray())
        {
            host.Since.Remove(gone);
        }

        telling.Tell(host, host.Findings, found, now);
        host.Findings = found;
    }

    private static DateTimeOffset SinceOf(HostState host, HostFinding finding, DateTimeOffset now)
    {
        host.Since.TryAdd((finding.Kind, finding.Subject), now);
        return host.Since[(finding.Kind, finding.Subject)];
    }
}
