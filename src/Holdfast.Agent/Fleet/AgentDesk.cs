using System.Globalization;
using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;
using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Fleet;

/// <summary>
/// The gateway's side of the agents: takes their reports, knows which servers are on which host, tells what is found and when an agent
/// falls silent. What it knows never takes a server out: docs/design/0015-agent-and-otlp.md. Any thread (locks).
/// </summary>
public sealed class AgentDesk
{
    private const int HostsMaximum = 2_000;

    // Twenty reports a second cost the gateway about one percent of a processor: with more hosts each reports less often.
    private const double ReportsPerSecond = 20;
    private const double LeastIntervalSeconds = 5;
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<string, HostState> hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pool, string Server), HostState> byServer = [];
    private readonly AgentDeskOptions options;
    private readonly IClock clock;
    private readonly string? ownBoot;

    public AgentDesk(AgentDeskOptions options)
    {
        this.options = options;
        clock = options.Clock;
        ownBoot = Running.IdHash.Of(options.OwnBootId, options.Seed);
    }

    /// <summary>Reports that were taken, and that were not.</summary>
    public long Taken { get; private set; }

    public long Refused { get; private set; }

    private double IntervalSeconds => Math.Clamp(hosts.Count / ReportsPerSecond, LeastIntervalSeconds, 300);

    /// <summary>Null where the system does not say.</summary>
    public static string? BootIdOfThisMachine() => new IdentitySource(new HostFiles(), () => []).Read().BootId;

    /// <summary>Null when it is no report, or there are too many hosts.</summary>
    /// <param name="receivedAt">When its last byte came.</param>
    public AgentAnswer? Take(AgentReport written, DateTimeOffset receivedAt)
    {
        lock (gate)
        {
            if (ReportCheck.Clean(written, receivedAt) is not { } report || (!hosts.ContainsKey(KeyOf(report)) && hosts.Count >= HostsMaximum))
            {
                Refused++;
                return null;
            }

            Taken++;
            IReadOnlyList<int> ports = [];
            // Ids that were hashed with another gateway's seed say nothing here: the next report has ours.
            if (report.Seed == options.Seed)
            {
                ports = Note(report, receivedAt);
            }

            return new AgentAnswer { Seed = options.Seed, ReceivedAt = receivedAt, AnsweredAt = clock.UtcNow, IntervalSeconds = IntervalSeconds, Ports = ports };
        }
    }

    /// <summary>Once a second: who has fallen silent, and what that changes.</summary>
    public void Tick()
    {
        DateTimeOffset now = clock.UtcNow;
        lock (gate)
        {
            TimeSpan patience = TimeSpan.FromSeconds(Math.Max(LeastSilence.TotalSeconds, 4 * IntervalSeconds));
            foreach (HostState host in hosts.Values.Where(host => now - host.LastAt > patience).ToArray())
            {
                if (now - host.LastAt > ForgottenAfter)
                {
                    hosts.Remove(KeyOf(host.Report));
                }
                else if (!host.IsSilent)
                {
                    host.IsSilent = true;
                    Judge(host, now);
                }
            }
        }
    }

    /// <summary>By name.</summary>
    public HostListReport List()
    {
        lock (gate)
        {
            return new HostListReport([.. hosts.Values.OrderBy(host => host.Name, StringComparer.Ordinal).Select(Describe)]);
        }
    }

    /// <summary>Processor, memory and fullest disk of a server's host, 0 to 1; null where no agent reports them.</summary>
    public (double Cpu, double Memory, double Disk)? LevelsOf(string pool, string server)
    {
        lock (gate)
        {
            bool isKnown = byServer.TryGetValue((pool, server), out HostState? host) && !host.IsSilent && host.Servers.Any(own => own.Pool == pool && own.Name == server);
            return !isKnown || host?.Report.Levels is not { } levels ? null : (levels.CpuUsed ?? double.NaN, levels.MemoryUsed ?? double.NaN, levels.Disks.Count > 0 ? levels.Disks.Max(disk => disk.Used) : double.NaN);
        }
    }

    private IReadOnlyList<int> Note(AgentReport report, DateTimeOffset now)
    {
        string key = KeyOf(report);
        if (report.Leaves)
        {
            if (hosts.Remove(key, out HostState? left))
            {
                left.Servers = [];
            }

            return [];
        }

        if (!hosts.TryGetValue(key, out HostState? host))
        {
            hosts.Add(key, host = new HostState(report.Host, report, now));
        }

        host.Report = report;
        host.LastAt = now;
        host.IsSilent = false;
        host.Servers = [.. options.Servers().Where(server => IsHere(server, report))];
        foreach (FleetServer server in host.Servers)
        {
            byServer[(server.Pool, server.Name)] = host;
        }

        Judge(host, now);
        return [.. host.Servers.Select(server => server.Port).Distinct()];
    }

    private bool IsHere(FleetServer server, AgentReport report) =>
        server.IsLoopback ? report.Boot is { } boot && boot == ownBoot : report.Addresses.Contains(server.Host, StringComparer.Ordinal);

    private void Judge(HostState host, DateTimeOffset now)
    {
        IEnumerable<HostFinding> own = host.IsSilent ? [] : host.Report.Findings.Where(finding => !AnnouncedRestarts.Covers(finding, host, options.Changes));
        HostFinding[] found = [.. FleetRules.All.SelectMany(rule => rule.Look(host, hosts.Values)), .. own];
        HostFinding[] dated = [.. found.Select(finding => finding.Since != default ? finding : finding with { Since = SinceOf(host, finding, now) })];
        foreach ((string, string) gone in host.Since.Keys.Where(key => !dated.Any(finding => (finding.Kind, finding.Subject) == key)).ToArray())
        {
            host.Since.Remove(gone);
        }

        Tell(host, host.Findings, dated, now);
        host.Findings = dated;
    }

    private static DateTimeOffset SinceOf(HostState host, HostFinding finding, DateTimeOffset now)
    {
        host.Since.TryAdd((finding.Kind, finding.Subject), now);
        return host.Since[(finding.Kind, finding.Subject)];
    }

    private void Tell(HostState host, IReadOnlyList<HostFinding> before, IReadOnlyList<HostFinding> after, DateTimeOffset now)
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
            options.Changes.Add(ChangeKind.Host, subject, what, string.Create(CultureInfo.InvariantCulture, $"agent: {host.Name}"));
        }
    }

    private static bool Same(HostFinding one, HostFinding other) => one.Kind == other.Kind && one.Subject == other.Subject;

    private HostStateReport Describe(HostState host) => new()
    {
        Host = host.Name,
        State = host.IsSilent ? HostStateReport.Silent : HostStateReport.Reports,
        FirstAt = host.FirstAt,
        LastAt = host.LastAt,
        Servers = [.. host.Servers.Select(server => $"{server.Pool}/{server.Name}")],
        SameMachine = [.. hosts.Values.Where(other => !ReferenceEquals(host, other) && OneMachine.IsSameMachine(host, other)).Select(other => other.Name).Order(StringComparer.Ordinal)],
        Findings = host.Findings,
        Report = host.Report with { Findings = [], Machine = null, Boot = null, Seed = null },
    };

    // The name, and the installation: two hosts that are both called localhost are two.
    private static string KeyOf(AgentReport report) => $"{report.Host} {report.Machine}";
}
