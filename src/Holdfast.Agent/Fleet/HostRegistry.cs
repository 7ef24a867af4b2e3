using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Fleet;

/// <summary>Which hosts report, which of them are one machine, and which servers are on each. Owner: <see cref="AgentDesk"/>, under its lock.</summary>
internal sealed class HostRegistry
{
    private const int HostsMaximum = 2_000;

    private readonly Dictionary<string, HostState> hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<HostState>> byBoot = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pool, string Server), HostState> byServer = [];

    public IReadOnlyCollection<HostState> All => hosts.Values;

    /// <summary>Servers that a host is known for.</summary>
    public int Servers => byServer.Count;

    public bool HasRoomFor(AgentReport report) => hosts.Count < HostsMaximum || hosts.ContainsKey(KeyOf(report));

    /// <param name="servers">That run on this host, as far as the gateway knows.</param>
    public HostState Note(AgentReport report, IReadOnlyList<FleetServer> servers, DateTimeOffset now)
    {
        string key = KeyOf(report);
        if (!hosts.TryGetValue(key, out HostState? host))
        {
            hosts.Add(key, host = new HostState(report.Host, report, now));
            JoinMachine(host);
        }
        else if (host.Report.Boot != report.Boot)
        {
            LeaveMachine(host);
            host.Report = report;
            JoinMachine(host);
        }

        host.Report = report;
        host.LastAt = now;
        host.IsSilent = false;
        ForgetServers(host);
        host.Servers = servers;
        foreach (FleetServer server in servers)
        {
            byServer[(server.Pool, server.Name)] = host;
        }

        return host;
    }

    public void Remove(AgentReport report)
    {
        if (hosts.Remove(KeyOf(report), out HostState? host))
        {
            LeaveMachine(host);
            ForgetServers(host);
        }
    }

    /// <summary>The host of a server; the last that reported when several have its address.</summary>
    public HostState? Of(string pool, string server) => byServer.GetValueOrDefault((pool, server));

    /// <summary>The hosts that run on the same machine as this one, itself too.</summary>
    public IReadOnlyList<HostState> OnMachineOf(HostState host) => host.Report.Boot is { } boot ? byBoot[boot] : [host];

    private void JoinMachine(HostState host)
    {
        if (host.Report.Boot is { } boot)
        {
            if (!byBoot.TryGetValue(boot, out List<HostState>? machine))
            {
                byBoot.Add(boot, machine = []);
            }

            machine.Add(host);
        }
    }

    private void LeaveMachine(HostState host)
    {
        if (host.Report.Boot is { } boot && byBoot[boot] is { } machine && machine.Remove(host) && machine.Count == 0)
        {
            byBoot.Remove(boot);
        }
    }

    // A server that was moved to another host is that one's already.
    private void ForgetServers(HostState host)
    {
        foreach (FleetServer server in host.Servers.Where(server => ReferenceEquals(Of(server.Pool, server.Name), host)))
        {
            byServer.Remove((server.Pool, server.Name));
        }
    }

    // The name, and the installation: two hosts that are both called localhost are two.
    private static string KeyOf(AgentReport report) => $"{report.Host} {report.Machine}";
}
