using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Agent.Fleet;

/// <summary>
/// The gateway's side of the agents: takes their reports, knows which servers are on which host, tells what is found and when an agent
/// falls silent. What it knows never takes a server out: docs/design/0015-agent-and-otlp.md. Any thread (locks). Next:
/// <see cref="HostRegistry"/>, <see cref="HostJudge"/>.
/// </summary>
public sealed class AgentDesk
{
    // Twenty reports a second cost the gateway about one percent of a processor: with more hosts each reports less often.
    private const double ReportsPerSecond = 20;
    private const double LeastIntervalSeconds = 5;

    // Three reports may be lost on the way.
    private const int PausesOfSilence = 4;
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly HostRegistry registry = new();
    private readonly HostJudge judge;
    private readonly AgentDeskOptions options;
    private readonly IClock clock;
    private readonly string? ownBoot;

    public AgentDesk(AgentDeskOptions options)
    {
        this.options = options;
        clock = options.Clock;
        judge = new HostJudge(options.Changes);
        ownBoot = Running.IdHash.Of(options.OwnBootId, options.Seed);
    }

    /// <summary>Reports that were taken, and that were not.</summary>
    public long Taken { get; private set; }

    public long Refused { get; private set; }

    private double IntervalSeconds => Math.Clamp(registry.All.Count / ReportsPerSecond, LeastIntervalSeconds, Running.ReportPace.Most.TotalSeconds);

    /// <summary>Null where the system does not say.</summary>
    public static string? BootIdOfThisMachine() => new IdentitySource(new HostFiles(), () => []).Read().BootId;

    /// <summary>Null when it is no report, or there are too many hosts.</summary>
    /// <param name="receivedAt">When its last byte came.</param>
    public AgentAnswer? Take(AgentReport written, DateTimeOffset receivedAt)
    {
        AgentReport? report = ReportCheck.Clean(written, receivedAt);
        // Ids that were hashed with another gateway's seed say nothing here: the next report has ours.
        bool isOurs = report is { Leaves: false } && report.Seed == options.Seed;
        IReadOnlyList<FleetServer> servers = isOurs ? ServersOn(report!) : [];
        lock (gate)
        {
            if (report is null || !registry.HasRoomFor(report))
            {
                Refused++;
                return null;
            }

            Taken++;
            if (isOurs)
            {
                HostState host = registry.Note(report, servers, receivedAt);
                host.Pause = Running.ReportPace.Stretched(IntervalSeconds, report.Stretch);
                judge.Judge(host, registry.OnMachineOf(host), receivedAt);
            }
            else if (report.Leaves && report.Seed == options.Seed)
            {
                registry.Remove(report);
            }

            return new AgentAnswer { Seed = options.Seed, ReceivedAt = receivedAt, AnsweredAt = clock.UtcNow, IntervalSeconds = IntervalSeconds, Ports = [.. servers.Select(server => server.Port).Distinct()] };
        }
    }

    /// <summary>Once a second: who has fallen silent, and what that changes.</summary>
    public void Tick()
    {
        DateTimeOffset now = clock.UtcNow;
        lock (gate)
        {
            foreach (HostState host in registry.All.Where(host => now - host.LastAt > Patience(host)).ToArray())
            {
                if (now - host.LastAt > ForgottenAfter)
                {
                    registry.Remove(host.Report);
                }
                else if (!host.IsSilent)
                {
                    host.IsSilent = true;
                    judge.Judge(host, registry.OnMachineOf(host), now);
                }
            }
        }
    }

    /// <summary>By name.</summary>
    public HostListReport List()
    {
        lock (gate)
        {
            return new HostListReport([.. registry.All.OrderBy(host => host.Name, StringComparer.Ordinal).Select(Describe)]);
        }
    }

    /// <summary>Processor, memory and fullest disk of a server's host, 0 to 1; null where no agent reports them.</summary>
    public (double Cpu, double Memory, double Disk)? LevelsOf(string pool, string server)
    {
        lock (gate)
        {
            HostState? host = registry.Of(pool, server);
            return host is not { IsSilent: false, Report.Levels: { } levels } ? null
                : (levels.CpuUsed ?? double.NaN, levels.MemoryUsed ?? double.NaN, levels.Disks.Count > 0 ? levels.Disks.Max(disk => disk.Used) : double.NaN);
        }
    }

    /// <summary>As often as it was told to report, and more seldom when it said so: an agent that takes too much waits longer by itself.</summary>
    private static TimeSpan Patience(HostState host) => host.Pause * PausesOfSilence > LeastSilence ? host.Pause * PausesOfSilence : LeastSilence;

    // Without the lock: the servers of all pools are put together for it.
    private IReadOnlyList<FleetServer> ServersOn(AgentReport report)
    {
        HashSet<string> addresses = new(report.Addresses, StringComparer.Ordinal);
        bool isOwnMachine = report.Boot is { } boot && boot == ownBoot;
        return [.. options.Servers().Where(server => server.IsLoopback ? isOwnMachine : addresses.Contains(server.Host))];
    }

    private HostStateReport Describe(HostState host) => new()
    {
        Host = host.Name,
        State = host.IsSilent ? HostStateReport.Silent : HostStateReport.Reports,
        FirstAt = host.FirstAt,
        LastAt = host.LastAt,
        Servers = [.. host.Servers.Select(server => $"{server.Pool}/{server.Name}")],
        SameMachine = [.. registry.OnMachineOf(host).Where(other => !ReferenceEquals(host, other)).Select(other => other.Name).Order(StringComparer.Ordinal)],
        Findings = host.Findings,
        Report = host.Report with { Findings = [], Machine = null, Boot = null, Seed = null },
    };
}
