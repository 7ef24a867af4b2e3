using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>Processors: how busy since the last look, and what the machine below took away.</summary>
internal sealed class ProcessorSource(IHostFiles files)
{
    private long[] before = [];

    public HostLevels Read(HostLevels levels)
    {
        string? text = files.ReadText("/proc/stat");
        int processors = 0;
        long[] now = [];
        foreach (ReadOnlySpan<char> line in ProcText.Lines(text))
        {
            if (line.StartsWith("cpu ", StringComparison.Ordinal))
            {
                now = [.. ProcText.Fields(line[4..].ToString()).Select(field => ProcText.Number(field) ?? 0)];
            }
            else if (line.StartsWith("cpu", StringComparison.Ordinal))
            {
                processors++;
            }
        }

        if (now.Length < 8)
        {
            return levels;
        }

        (long[] old, before) = (before, now);
        long total = Sum(now) - Sum(old);
        if (old.Length != now.Length || total <= 0)
        {
            return levels with { Processors = processors };
        }

        // 3 idle, 4 waits for disks, 7 stolen; guests (8, 9) are in user time already.
        double idle = now[3] + now[4] - old[3] - old[4];
        double stolen = now[7] - old[7];
        return levels with { Processors = processors, CpuUsed = Share((total - idle) / total), CpuStolen = Share(stolen / total) };
    }

    private static long Sum(long[] fields) => fields.Take(8).Sum();

    private static double Share(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}
