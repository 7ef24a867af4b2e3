using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Who takes what, by the names of programs: for hosts without control groups of version 2. Seldom: it looks at every process.</summary>
internal sealed class ProcessSource(IHostFiles files)
{
    // A look at each costs about 15 us.
    private const int ProcessesMaximum = 4_000;

    private Dictionary<int, (long Start, long Ticks)> before = [];
    private DateTimeOffset lookedAt;

    public IReadOnlyList<GroupUse> Read(DateTimeOffset now)
    {
        double elapsed = Math.Max(1e-3, (now - lookedAt).TotalSeconds);
        Dictionary<int, (long, long)> seen = [];
        Dictionary<string, GroupUse> groups = new(StringComparer.Ordinal);
        foreach (int pid in Pids().Take(ProcessesMaximum))
        {
            if (ProcessStat.Read(files, pid) is not { } one)
            {
                continue;
            }

            seen[pid] = (one.StartTicks, one.Ticks);
            long ticks = before.TryGetValue(pid, out (long Start, long Ticks) old) && old.Start == one.StartTicks ? one.Ticks - old.Ticks : 0;
            GroupUse sum = groups.GetValueOrDefault(one.Name) ?? new(one.Name, 0, 0, 0, null);
            groups[one.Name] = sum with { CpuCores = sum.CpuCores + (ticks / ProcessStat.TicksPerSecond / elapsed), MemoryBytes = sum.MemoryBytes + one.ResidentBytes, Processes = sum.Processes + 1 };
        }

        (before, lookedAt) = (seen, now);
        return GroupOrder.Top([.. groups.Values]);
    }

    internal IEnumerable<int> Pids() =>
        files.List("/proc").Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : 0).Where(pid => pid > 0);
}
