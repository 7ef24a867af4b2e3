namespace Holdfast.Agent.Reading;

/// <summary>Memory, pressure and open files: a handful of small files.</summary>
internal sealed class MemorySource(IHostFiles files)
{
    public HostReading Read(HostReading reading)
    {
        string? memory = files.ReadText("/proc/meminfo");
        long total = 1024 * (ProcText.Value(memory, "MemTotal:") ?? 0);
        long available = 1024 * (ProcText.Value(memory, "MemAvailable:") ?? 0);
        string[] open = ProcText.Fields(files.ReadText("/proc/sys/fs/file-nr"));
        long filesOpen = open.Length > 2 ? ProcText.Number(open[0]) ?? 0 : 0;
        long filesMaximum = open.Length > 2 ? ProcText.Number(open[2]) ?? 0 : 0;
        string? stalls = files.ReadText("/proc/pressure/memory");
        return reading with
        {
            MemoryAvailableBytes = available,
            MemoryStalled = Average(stalls, "full", "avg60=") ?? 0,
            FilesOpen = filesOpen,
            FilesMaximum = filesMaximum,
            OutOfMemoryKills = ProcText.Value(files.ReadText("/proc/vmstat"), "oom_kill"),
            Levels = reading.Levels with
            {
                MemoryBytes = total,
                MemoryUsed = total > 0 ? Math.Round(1 - (available / (double)total), 4) : null,
                CpuPressure = Average(files.ReadText("/proc/pressure/cpu"), "some", "avg10="),
                MemoryPressure = Average(stalls, "some", "avg10="),
                IoPressure = Average(files.ReadText("/proc/pressure/io"), "some", "avg10="),
                FilesUsed = filesMaximum > 0 ? Math.Round(filesOpen / (double)filesMaximum, 4) : null,
            },
        };
    }

    /// <summary>"some avg10=1.53 avg60=...", percent there and a share here.</summary>
    private static double? Average(string? text, string line, string field)
    {
        foreach (ReadOnlySpan<char> one in ProcText.Lines(text))
        {
            int at = one.StartsWith(line, StringComparison.Ordinal) ? one.IndexOf(field, StringComparison.Ordinal) : -1;
            if (at >= 0)
            {
                ReadOnlySpan<char> value = one[(at + field.Length)..];
                int end = value.IndexOf(' ');
                return ProcText.Decimal(end < 0 ? value : value[..end]) / 100;
            }
        }

        return null;
    }
}
