using System.Globalization;
using Holdfast.Agent.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Fleet;

/// <summary>Writes down what comes and goes on a host, as an event at its servers. Owner: <see cref="AgentDesk"/>, under its lock.</summary>
internal sealed class HostTelling(ChangeLog changes)
{
    public void Tell(HostState host, IReadOnlyList<HostFinding> before, IReadOnlyList<HostFinding> after, DateTimeOffset now)
    {
        string subject = host.Servers.Count > 0 ? host.Servers[0].Subject : "";
        foreach (HostFinding finding in after.Where(one => !before.Any(other => Same(one, other))))
        {
            Add(host, subject, $"host {host.Name}: {finding.Text}", now);
        }

        // A host that fell silent is not known to be well: its findings are gone from the list, but nobody may read that they are over.
        foreach (HostFinding finding in before.Where(one => !host.IsSilent && !after.Any(other => Same(one, other))))
        {
            Add(host, subject, $"host {host.Name}: {finding.Kind}{(finding.Subject.Length > 0 ? $" of {finding.Subject}" : "")} is over", now);
        }
    }

    private void Add(HostState host, string subject, string what, DateTimeOffset now)
    {
        if (host.Events.TryTake(now))
        {
            changes.Add(ChangeKind.Host, subject, what, string.Create(CultureInfo.InvariantCulture, $"agent: {host.Name}"));
        }
    }

    private static bool Same(HostFinding one, HostFinding other) => one.Kind == other.Kind && one.Subject == other.Subject;
}
