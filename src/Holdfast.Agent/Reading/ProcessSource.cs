using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Who takes what, by the names of programs: for hosts without control groups of version 2. Seldom: it looks at every process.</summary>
internal sealed class ProcessSource(IHostFiles files)
{
    // A look at each costs about 15 us.
    private const int ProcessesMaximum = 4_000;

    private Dictionary<int, (long Start, long Ticks, long? Disk)> before = [];
    private DateTimeOffset lookedAt;

    /// <param name="servers">Processes of the servers that are watched.</param>
    public IReadOnlyList<GroupUse> Read(DateTimeOffset now, IReadOnlyList<int> servers)
    {
        double elapsed = Math.Max(1e-3, (now - lookedAt).TotalSeconds);
        Dictionary<int, (long, long, long?)> seen = [];
        Dictionary<string, List<int>> pids = new(StringComparer.Ordinal);
        Dictionary<string, GroupUse> groups = new(StringComparer.Ordinal);
        foreach (int pid in Pids().Take(ProcessesMaximum))
        {
            if (ProcessStat.Read(files, pid) is not { } one)
            {
                continue;
            }

            long? disk = DiskOf(pid);
            seen[pid] = (one.StartTicks, one.Ticks, disk);
            bool isKnown = before.TryGetValue(pid, out (long Start, long Ticks, long? Disk) old) && old.Start == one.StartTicks;
            long ticks = isKnown ? one.Ticks - old.Ticks : 0;
            double? moved = isKnown && disk - old.Disk is >= 0 and { } bytes ? bytes / elapsed : null;
            GroupUse sum = groups.GetValueOrDefault(one.Name) ?? new(one.Name, 0, 0, 0, null);
            groups[one.Name] = sum with
            {
                CpuCores = sum.CpuCores + (ticks / ProcessStat.TicksPerSecond / elapsed),
                MemoryBytes = sum.MemoryBytes + one.ResidentBytes,
                Processes = sum.Processes + 1,
                DiskBytesPerSecond = moved is null ? sum.DiskBytesPerSecond : (sum.DiskBytesPerSecond ?? 0) + moved,
                HasServer = sum.HasServer || servers.Contains(pid),
            };
            (pids.TryGetValue(one.Name, out List<int>? known) ? known : pids[one.Name] = []).Add(pid);
        }

        (before, lookedAt) = (seen, now);
        FileCount count = new(files);
        return GroupOrder.Top([.. groups.Values.OrderByDescending(one => one.HasServer).ThenByDescending(one => one.MemoryBytes).Select(one => one with { OpenFiles = count.Of(pids[one.Name]) })]);
    }

    /// <summary>Null where the agent may not look: other users' processes are root's to see.</summary>
    private long? DiskOf(int pid)
    {
        string? text = files.ReadText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/io"));
        return ProcText.Value(text, "read_bytes") + ProcText.Value(text, "write_bytes");
    }

    internal IEnumerable<int> Pids() =>
        files.List("/proc").Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0).Where(pid => pid > 0);
}
