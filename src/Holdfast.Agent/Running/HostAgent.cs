using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Agent.Running;

/// <summary>
/// The agent: looks at the host, finds what is wrong, reports, waits. Turn by turn, so that tests drive it in virtual time. One thread.
/// Next: <see cref="HostReader"/>, <see cref="HostRules"/>, <see cref="ReportLink"/>.
/// </summary>
public sealed class HostAgent
{
    // A crash of the machine may cost that much of what is remembered; each write costs a flush of the disk.
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(10);

    private readonly IClock clock;
    private readonly HostReader reader;
    private readonly IReportLink link;
    private readonly StateFile file;
    private readonly ReportPace pace;
    private readonly CostMeter cost;
    private readonly HostMemory memory = new();
    private readonly FindingBook findings = new();
    private readonly ClockWatch clocks = new();
    private string? seed;
    private string? problem = "";
    private TimeSpan? lastWish;
    private DateTimeOffset writtenAt;

    internal HostAgent(IClock clock, HostReader reader, IReportLink link, StateFile file, SeededRandom random, Func<TimeSpan> cpuTime)
    {
        this.clock = clock;
        this.reader = reader;
        this.link = link;
        this.file = file;
        pace = new ReportPace(random);
        cost = new CostMeter(clock, cpuTime);
        writtenAt = clock.UtcNow;
        if (file.Read() is { } kept)
        {
            memory.Restore(kept);
        }
    }

    public string Version { get; init; } = "";

    /// <summary>Called when the gateway was reached, with null, or could not be, with why; each time that changes.</summary>
    public Action<string?>? LinkChanged { get; init; }

    public AgentReport? Last { get; private set; }

    /// <summary>The agent of this machine.</summary>
    public static HostAgent Create(AgentOptions options)
    {
        HostReader reader = new(new HostFiles(), options.Clock, IdentitySource.OwnAddresses, SmartTool.Ask, looksAtAll: options.Once);
        return new(options.Clock, reader, new ReportLink(options.Gateway, options.Token), new StateFile(options.StatePath), new SeededRandom(options.Seed), () => Environment.CpuUsage.TotalTime)
        {
            Version = options.Version,
            LinkChanged = options.LinkChanged,
        };
    }

    /// <summary>One look and one report; returns how long to wait.</summary>
    public TimeSpan Turn()
    {
        Last = Look(leaves: false);
        if (cost.MinuteIsOver)
        {
            pace.NoteCost(cost.Now.CpuShare);
        }

        KeepNowAndThen();
        return Post(Last) is { Answer: { } answer } ? pace.AfterAnswer(answer.IntervalSeconds) : pace.AfterFailure(lastWish);
    }

    /// <summary>Somebody stops it: the gateway is told, and what is remembered is kept.</summary>
    public void Leave()
    {
        Post(Look(leaves: true));
        file.Write(memory.Keep(clock.UtcNow, wasStopped: true));
    }

    /// <summary>Looks and finds, without a word to anyone: for `holdfast agent --once`.</summary>
    public AgentReport Look(bool leaves)
    {
        HostReading reading = reader.Read() with { Clock = clocks.Offset };
        memory.Starts.Note(reading.Identity.BootId, reading.Identity.UptimeSeconds, reading.Servers, reading.At);
        HostView view = new(reading, memory.Trends, memory.Rises, memory.Starts);
        IReadOnlyList<HostFinding> found = findings.Note(HostRules.All.SelectMany(rule => rule.Look(view)), reading.At);
        return new AgentReport
        {
            Host = reading.Identity.Name,
            Version = Version,
            SentAt = clock.UtcNow,
            Seed = seed,
            Machine = IdHash.Of(reading.Identity.MachineId, seed),
            Boot = IdHash.Of(reading.Identity.BootId, seed),
            Leaves = leaves,
            UptimeSeconds = reading.Identity.UptimeSeconds,
            Addresses = reading.Identity.Addresses,
            Levels = reading.Levels,
            Servers = reading.Servers,
            Groups = reading.Groups,
            Findings = found,
            Clock = reading.Clock,
            Cost = cost.Take(),
            NotSeen = file.Problem is { } unkept ? [.. reading.NotSeen, $"what is remembered cannot be written: {unkept}"] : reading.NotSeen,
        };
    }

    private LinkAnswer Post(AgentReport report)
    {
        DateTimeOffset sentAt = clock.UtcNow;
        LinkAnswer answer = link.Post(report with { SentAt = sentAt, Stretch = pace.Stretch });
        if (answer.Answer is { } good)
        {
            clocks.Note(sentAt, clock.UtcNow, good);
            seed = good.Seed;
            reader.Ports = good.Ports;
        }

        lastWish = answer.Interval;
        if (answer.Problem != problem)
        {
            problem = answer.Problem;
            LinkChanged?.Invoke(problem);
        }

        return answer;
    }

    private void KeepNowAndThen()
    {
        DateTimeOffset now = clock.UtcNow;
        if (now - writtenAt >= BetweenWrites || now < writtenAt)
        {
            writtenAt = now;
            file.Write(memory.Keep(now, wasStopped: false));
        }
    }
}
