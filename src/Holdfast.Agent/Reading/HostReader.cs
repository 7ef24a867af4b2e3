using Holdfast.Agent.Reports;
using Holdfast.Foundation;

namespace Holdfast.Agent.Reading;

/// <summary>
/// One look at the host: cheap files each time, what walks through directories once a minute, disks' own verdicts every six hours. One
/// thread. Next: the sources beside it, then <see cref="HostReading"/>.
/// </summary>
internal sealed class HostReader
{
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    private readonly IClock clock;
    private readonly IdentitySource identity;
    private readonly ProcessorSource processors;
    private readonly MemorySource memory;
    private readonly DiskSource disks;
    private readonly ErrorSource errors;
    private readonly TemperatureSource temperatures;
    private readonly ProcessSource processes;
    private readonly ControlGroupSource groups;
    private readonly PortSource ports;
    private readonly SmartSource smart;
    private readonly bool looksAtAll;
    private HostReading last;
    private DateTimeOffset seldomAt = DateTimeOffset.MinValue;

    /// <param name="looksAtAll">Looks at everything each time: for a single look, which has no minute to wait.</param>
    public HostReader(IHostFiles files, IClock clock, Func<IReadOnlyList<string>> addresses, Func<string, string?> askDisk, bool looksAtAll = false)
    {
        this.looksAtAll = looksAtAll;
        this.clock = clock;
        identity = new(files, addresses);
        processors = new(files);
        memory = new(files);
        disks = new(files);
        errors = new(files);
        temperatures = new(files);
        processes = new(files);
        groups = new(files);
        ports = new(files);
        smart = new(files, askDisk) { AsksAtOnce = looksAtAll };
        last = new HostReading { At = clock.UtcNow };
    }

    /// <summary>Ports of the servers that are watched, as the gateway says.</summary>
    public IReadOnlyList<int> Ports { get; set; } = [];

    public HostReading Read()
    {
        DateTimeOffset now = clock.UtcNow;
        // Each time: the source itself searches seldom, and a server that has restarted is another process.
        HostReading reading = last with { At = now, Servers = ports.Read(Ports, now), ServersNotFound = ports.Missing };
        // Also when the wall clock was set back: a look too many harms nobody.
        if (looksAtAll || now - seldomAt >= Seldom || now < seldomAt)
        {
            seldomAt = now;
            reading = ReadSeldom(reading, now);
        }

        reading = reading with { Levels = processors.Read(reading.Levels) };
        reading = memory.Read(reading);
        reading = reading with { Levels = reading.Levels with { DiskBusy = disks.Busy(now) } };
        return last = reading with { NotSeen = NotSeen(reading) };
    }

    private HostReading ReadSeldom(HostReading reading, DateTimeOffset now)
    {
        IReadOnlyList<Temperature> warm = temperatures.Read();
        bool hasGroups = groups.IsThere;
        int[] servers = [.. reading.Servers.Select(server => server.Pid)];
        IReadOnlyList<GroupUse> use = hasGroups ? groups.Read(now, servers) : processes.Read(now, servers);
        return reading with
        {
            Identity = identity.Read(),
            Errors = [.. errors.Read(), .. hasGroups ? groups.Kills : []],
            Temperatures = warm,
            Groups = use,
            Smart = smart.Read(now),
            Levels = reading.Levels with { Disks = disks.Space(), HottestCelsius = warm.Count > 0 ? warm.Max(one => one.Celsius) : null },
        };
    }

    private List<string> NotSeen(HostReading reading)
    {
        List<string> missing = [];
        if (reading.Temperatures.Count == 0)
        {
            missing.Add("temperatures: the system shows none");
        }

        if (reading.Smart.Count == 0)
        {
            missing.Add(smart.HasAsked ? "SMART: no disk answers (smartctl, as root, on hardware)" : "SMART: disks are asked a minute after the start");
        }

        if (reading.Levels.MemoryPressure is null)
        {
            missing.Add("pressure: this kernel has no /proc/pressure");
        }

        missing.AddRange(ports.Missing.Select(port => $"the process behind port {port}: not found (it may need root)"));
        return missing;
    }
}
