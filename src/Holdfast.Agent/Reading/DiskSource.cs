using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Space of file systems on disks of this machine, and how busy the disks are. Network file systems are left out: asking one that hangs would hang the agent.</summary>
internal sealed class DiskSource(IHostFiles files)
{
    private const int DisksMaximum = 32;

    private readonly Dictionary<string, long> busyBefore = [];
    private DateTimeOffset before;

    public IReadOnlyList<DiskUse> Space()
    {
        List<DiskUse> found = [];
        HashSet<string> seen = [];
        foreach (string line in (files.ReadText("/proc/self/mounts") ?? "").Split('\n'))
        {
            string[] fields = ProcText.Fields(line);
            if (fields.Length < 3 || !fields[0].StartsWith("/dev/", StringComparison.Ordinal) || fields[2] is "squashfs" or "iso9660" || !seen.Add(fields[0]) || found.Count == DisksMaximum)
            {
                continue;
            }

            string mount = fields[1].Replace("\\040", " ", StringComparison.Ordinal);
            if (files.Space(mount) is { Total: > 0 } space)
            {
                found.Add(new(mount, fields[0]["/dev/".Length..], space.Total, space.Free, Math.Round(1 - (space.Free / (double)space.Total), 4)));
            }
        }

        return found;
    }

    /// <summary>Of the busiest whole disk, since the last look.</summary>
    public double? Busy(DateTimeOffset now)
    {
        double elapsed = (now - before).TotalMilliseconds;
        double? busiest = null;
        foreach (string line in (files.ReadText("/proc/diskstats") ?? "").Split('\n'))
        {
            string[] fields = ProcText.Fields(line);
            if (fields.Length < 13 || fields[2].StartsWith("loop", StringComparison.Ordinal) || fields[2].StartsWith("ram", StringComparison.Ordinal) || ProcText.Number(fields[12]) is not { } busy)
            {
                continue;
            }

            if (busyBefore.TryGetValue(fields[2], out long old) && elapsed > 0 && busy >= old)
            {
                busiest = Math.Max(busiest ?? 0, Math.Round(Math.Clamp((busy - old) / elapsed, 0, 1), 4));
            }

            if (busyBefore.Count < 256 || busyBefore.ContainsKey(fields[2]))
            {
                busyBefore[fields[2]] = busy;
            }
        }

        before = now;
        return busiest;
    }
}
