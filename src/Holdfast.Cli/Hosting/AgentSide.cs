using Holdfast.Admin;
using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Holdfast.DataPlane;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Hears the agents on the servers' hosts. Owner: <see cref="GatewayHost"/>. Next: <see cref="AgentDesk"/>.</summary>
internal sealed class AgentSide
{
    public AgentSide(Gateway gateway, SeriesSide series, IClock clock)
    {
        Desk = new AgentDesk(new AgentDeskOptions
        {
            Clock = clock,
            // Only agents are told it, and it need not outlive the process: they take the next one's at once.
            Seed = AdminToken.Create().Secret,
            Changes = series.Changes,
            Servers = () => ServersOf(gateway),
            OwnBootId = AgentDesk.BootIdOfThisMachine(),
        });
        series.ReadHost = Desk.LevelsOf;
        gateway.Metrics.ReadHosts = () => Reading(Desk);
    }

    public AgentDesk Desk { get; }

    /// <summary>Null while no agent has reported.</summary>
    public static HostsReport? Summary(AgentDesk desk)
    {
        IReadOnlyList<HostStateReport> hosts = desk.List().Hosts;
        return hosts.Count == 0 ? null : new HostsReport(
            hosts.Count(host => host.State != HostStateReport.Silent),
            hosts.Count(host => host.State == HostStateReport.Silent),
            [.. hosts.SelectMany(host => host.Findings.Select(one => new HostFindingReport(host.Host, host.Servers, one.Kind, one.Subject, one.Text, one.Advice, one.Since)))]);
    }

    private static HostsReading Reading(AgentDesk desk)
    {
        IReadOnlyList<HostStateReport> hosts = desk.List().Hosts;
        return new HostsReading
        {
            ReportsTaken = desk.Taken,
            ReportsRefused = desk.Refused,
            Hosts = [.. hosts.DistinctBy(host => host.Host).Select(host => (host.Host, host.State == HostStateReport.Silent, host.Report.Clock?.Seconds))],
            Findings = [.. hosts.SelectMany(host => host.Findings.Select(finding => (host.Host, finding.Kind))).GroupBy(one => one).Select(group => (group.Key.Host, group.Key.Kind, group.Count()))],
        };
    }

    private static List<FleetServer> ServersOf(Gateway gateway) =>
        [.. gateway.Snapshot.Pools.SelectMany(pool => pool.Servers.Select(server => new FleetServer(pool.Name, server.Name, server.Address.ToIPAddress().ToString(), server.Address.Port)))];
}
