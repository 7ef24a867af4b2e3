using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Who takes what, by control groups of version 2: services, containers, users. Seldom: it walks the tree.</summary>
internal sealed class ControlGroupSource(IHostFiles files)
{
    private const string Root = "/sys/fs/cgroup";

    // system.slice/docker-x.scope, kubepods.slice/kubepods-burstable.slice/pod/container: deeper ones are parts of a service.
    private const int DepthMaximum = 4;
    private const int GroupsMaximum = 400;

    private Dictionary<string, (long Cpu, long? Disk)> before = [];
    private DateTimeOffset lookedAt;

    /// <summary>Version 2 is mounted where systemd mounts it.</summary>
    public bool IsThere => files.ReadText($"{Root}/cgroup.controllers") is { Length: > 0 };

    /// <summary>Groups whose processes were ended for want of memory, as of the last look.</summary>
    public IReadOnlyList<ErrorCount> Kills { get; private set; } = [];

    /// <param name="servers">Processes of the servers that are watched.</param>
    public IReadOnlyList<GroupUse> Read(DateTimeOffset now, IReadOnlyList<int> servers)
    {
        double elapsed = Math.Max(1e-3, (now - lookedAt).TotalSeconds);
        HashSet<string> withServers = [.. servers.Select(GroupOf).OfType<string>()];
        Dictionary<string, (long, long?)> seen = [];
        List<GroupUse> groups = [];
        List<ErrorCount> kills = [];
        foreach (string path in Leaves())
        {
            long used = ProcText.Value(files.ReadText($"{Root}/{path}/cpu.stat"), "usage_usec") ?? 0;
            long memory = ProcText.Number(files.ReadText($"{Root}/{path}/memory.current")) ?? 0;
            int processes = (int)(ProcText.Number(files.ReadText($"{Root}/{path}/pids.current")) ?? 0);
            long? disk = Disk(files.ReadText($"{Root}/{path}/io.stat"));
            bool isKnown = before.TryGetValue(path, out (long Cpu, long? Disk) old) && used >= old.Cpu;
            double cores = isKnown ? (used - old.Cpu) / 1e6 / elapsed : 0;
            seen[path] = (used, disk);
            groups.Add(new(path, cores, memory, processes, null)
            {
                DiskBytesPerSecond = isKnown && disk - old.Disk is >= 0 and { } moved ? moved / elapsed : null,
                // The server's process may be in a part of the group that is told.
                HasServer = withServers.Any(group => group == path || group.StartsWith(path + "/", StringComparison.Ordinal)),
            });
            if (ProcText.Value(files.ReadText($"{Root}/{path}/memory.events"), "oom_kill") is > 0 and { } killed)
            {
                kills.Add(new(ErrorKind.GroupKilled, path, killed));
            }
        }

        (before, lookedAt, Kills) = (seen, now, kills);
        FileCount count = new(files);
        return GroupOrder.Top([.. groups.OrderByDescending(one => one.HasServer).ThenByDescending(one => one.MemoryBytes).Select(one => one with { OpenFiles = count.Of(PidsOf(one.Name)) })]);
    }

    private int[] PidsOf(string group) => [.. ProcText.Fields(files.ReadText($"{Root}/{group}/cgroup.procs")).Select(pid => (int)(ProcText.Number(pid) ?? 0)).Where(pid => pid > 0)];

    /// <summary>"0::/system.slice/shop.service" of /proc/PID/cgroup, without the first stroke.</summary>
    private string? GroupOf(int pid)
    {
        const string Unified = "0::/";
        foreach (ReadOnlySpan<char> line in ProcText.Lines(files.ReadText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cgroup"))))
        {
            if (line.StartsWith(Unified, StringComparison.Ordinal))
            {
                return line[Unified.Length..].ToString();
            }
        }

        return null;
    }

    /// <summary>"8:0 rbytes=1 wbytes=2 rios=3 ...", a line for each disk; null where the kernel does not count for groups.</summary>
    private static long? Disk(string? text)
    {
        if (text is null)
        {
            return null;
        }

        long sum = 0;
        foreach (string field in ProcText.Fields(text))
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            sum += equals > 0 && field[..equals] is "rbytes" or "wbytes" ? ProcText.Number(field[(equals + 1)..]) ?? 0 : 0;
        }

        return sum;
    }

    /// <summary>Groups that hold processes themselves: what is above them is their sum.</summary>
    private List<string> Leaves()
    {
        List<string> leaves = [];
        Queue<(string Path, int Depth)> open = new([("", 0)]);
        int visited = 0;
        while (open.TryDequeue(out (string Path, int Depth) here) && visited++ < GroupsMaximum)
        {
            string folder = here.Path.Length == 0 ? Root : $"{Root}/{here.Path}";
            string[] below = here.Depth == DepthMaximum ? []
                : [.. files.List(folder).Where(name => !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".slice", StringComparison.Ordinal)
                    || name.EndsWith(".scope", StringComparison.Ordinal) || name.EndsWith(".service", StringComparison.Ordinal))];
            foreach (string name in below)
            {
                open.Enqueue((here.Path.Length == 0 ? name : $"{here.Path}/{name}", here.Depth + 1));
            }

            if (below.Length == 0 && here.Path.Length > 0)
            {
                leaves.Add(here.Path);
            }
        }

        return leaves;
    }
}
