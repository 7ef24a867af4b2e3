using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests;

/// <summary>A tree of /proc, /sys and /etc in memory, that tests change as time goes on.</summary>
internal sealed class FixtureFiles : IHostFiles
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);

    public Dictionary<string, (long Total, long Free)> Spaces { get; } = new(StringComparer.Ordinal);

    /// <summary>How many files were opened: what a look costs.</summary>
    public int Reads { get; private set; }

    public string this[string path]
    {
        set => texts[path] = value;
    }

    public void Link(string path, string target) => links[path] = target;

    public void Remove(string folder)
    {
        foreach (string path in texts.Keys.Concat(links.Keys).Where(path => path.StartsWith(folder, StringComparison.Ordinal)).ToArray())
        {
            texts.Remove(path);
            links.Remove(path);
        }
    }

    public string? ReadText(string path)
    {
        Reads++;
        return texts.GetValueOrDefault(path);
    }

    public IReadOnlyList<string> List(string directory) =>
    [
        .. texts.Keys.Concat(links.Keys)
            .Where(path => path.StartsWith(directory + "/", StringComparison.Ordinal))
            .Select(path => path[(directory.Length + 1)..].Split('/')[0])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Where set, instead of the links that there are.</summary>
    public Dictionary<int, int> Open { get; } = [];

    public int? OpenFiles(int pid) => Open.TryGetValue(pid, out int open) ? open : List($"/proc/{pid}/fd").Count is > 0 and { } count ? count : null;

    public string? LinkTarget(string path) => links.GetValueOrDefault(path);

    public (long Total, long Free)? Space(string mount) => Spaces.TryGetValue(mount, out (long, long) space) ? space : null;

    /// <summary>A healthy host with two processors, one disk, a sensor and a server on port 8000.</summary>
    public static FixtureFiles Healthy()
    {
        FixtureFiles files = new()
        {
            ["/proc/sys/kernel/hostname"] = "app-1\n",
            ["/etc/machine-id"] = "0123456789abcdef0123456789abcdef\n",
            ["/proc/sys/kernel/random/boot_id"] = "11111111-2222-3333-4444-555555555555\n",
            ["/proc/uptime"] = "86400.00 100000.00\n",
            ["/proc/stat"] = "cpu  1000 0 500 8000 100 0 0 0 0 0\ncpu0 500 0 250 4000 50 0 0 0 0 0\ncpu1 500 0 250 4000 50 0 0 0 0 0\nbtime 1893369600\n",
            ["/proc/meminfo"] = "MemTotal:        8388608 kB\nMemFree:  1 kB\nMemAvailable:    6291456 kB\n",
            ["/proc/vmstat"] = "nr_free_pages 5\noom_kill_other 9\noom_kill 0\n",
            ["/proc/sys/fs/file-nr"] = "2048\t0\t100000\n",
            ["/proc/pressure/cpu"] = "some avg10=12.50 avg60=3.00 avg300=1.00 total=1\n",
            ["/proc/pressure/memory"] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
            ["/proc/pressure/io"] = "some avg10=1.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
            ["/proc/diskstats"] = "   7       0 loop0 1 0 0 0 0 0 0 0 0 9000 0\n   8       0 sda 1 0 0 0 0 0 0 0 0 1000 0\n",
            ["/proc/self/mounts"] = "proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\n/dev/sda1 /again ext4 rw 0 0\nnas:/x /mnt nfs rw 0 0\n",
            ["/sys/fs/ext4/sda1/errors_count"] = "0\n",
            ["/sys/block/sda/device/ioerr_cnt"] = "0x3\n",
            ["/sys/class/hwmon/hwmon0/name"] = "coretemp\n",
            ["/sys/class/hwmon/hwmon0/temp1_input"] = "52000\n",
            ["/sys/class/hwmon/hwmon0/temp1_crit"] = "100000\n",
            ["/sys/class/hwmon/hwmon0/temp1_label"] = "Package id 0\n",
            ["/proc/net/tcp"] = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 777 1\n   1: 0100000A:1F40 0200000A:9999 01 00000000:00000000 00:00000000 00000000     0        0 888 1\n",
        };
        files.Spaces["/"] = (100L << 30, 60L << 30);
        files.AddProcess(42, "shop (main)", startTicks: 360_000, ticks: 1000, pages: 25_600, socket: 777);
        return files;
    }

    public void AddProcess(int pid, string name, long startTicks, long ticks, long pages, int? socket = null)
    {
        this[$"/proc/{pid}/stat"] = $"{pid} ({name}) S 1 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 4 0 {startTicks} 1000000 {pages} 18446744073709551615";
        this[$"/proc/{pid}/limits"] = "Limit                     Soft Limit           Hard Limit           Units\nMax open files            1024                 4096                 files\n";
        Link($"/proc/{pid}/fd/0", "/dev/null");
        if (socket is { } inode)
        {
            Link($"/proc/{pid}/fd/5", $"socket:[{inode}]");
        }
    }
}
