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

    public static IReadOnlyList<StandingFinding> Of(HostListReport list)
    {
        Dictionary<string, HostStateReport[]> byName = list.Hosts.GroupBy(host => host.Host, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        return [.. list.Hosts.SelectMany(host => Of(host, NameOf(host, byName[host.Host])))];
    }

    /// <summary>The figures in its text change every minute; host, kind and subject do not.</summary>
    private static IEnumerable<StandingFinding> Of(HostStateReport host, string name)
    {
        string servers = host.Servers.Count == 0 ? "" : $" ({string.Join(", ", host.Servers)})";
        foreach (HostFinding finding in host.Findings.OrderBy(finding => finding.Since).Take(HostMaximum))
        {
            string subject = finding.Subject.Length == 0 ? "" : $":{finding.Subject}";
            // After a start of the gateway nobody knows yet whether another host with this name is about to report.
            DateTimeOffset since = finding.Since > host.FirstAt ? finding.Since : host.FirstAt;
            yield return new StandingFinding($"host:{name}:{finding.Kind}{subject}", $"host {name}{servers}: {finding.Text}. {finding.Advice}", since);
        }
    }

    /// <summary>
    /// Two hosts that are both called localhost are told apart by an address that only one of them has. Not by the installation's id: it is
    /// hashed with a seed that the next process does not have, so each start would make all tasks again.
    /// </summary>
    private static string NameOf(HostStateReport host, HostStateReport[] namesakes)
    {
        IEnumerable<string> others = namesakes.Where(other => !ReferenceEquals(other, host)).SelectMany(other => other.Report.Addresses);
        return namesakes.Length > 1 && host.Report.Addresses.Except(others).Order(StringComparer.Ordinal).FirstOrDefault() is { } address ? $"{host.Host}@{address}" : host.Host;
    }
}
