namespace Holdfast.Agent.Reading;

/// <summary>Counters of errors that hardware and file systems keep themselves.</summary>
internal sealed class ErrorSource(IHostFiles files)
{
    public IReadOnlyList<ErrorCount> Read()
    {
        List<ErrorCount> counts = [];
        foreach (string name in files.List("/sys/fs/ext4"))
        {
            Add(counts, ErrorKind.FileSystem, $"ext4 on {name}", $"/sys/fs/ext4/{name}/errors_count");
        }

        foreach (string name in files.List("/sys/block").Where(IsDisk))
        {
            Add(counts, ErrorKind.Disk, name, $"/sys/block/{name}/device/ioerr_cnt");
        }

        foreach (string name in files.List("/sys/devices/system/edac/mc").Where(name => name.StartsWith("mc", StringComparison.Ordinal)))
        {
            Add(counts, ErrorKind.MemoryCorrected, name, $"/sys/devices/system/edac/mc/{name}/ce_count");
            Add(counts, ErrorKind.MemoryLost, name, $"/sys/devices/system/edac/mc/{name}/ue_count");
        }

        return counts;
    }

    internal static bool IsDisk(string name) =>
        !name.StartsWith("loop", StringComparison.Ordinal) && !name.StartsWith("ram", StringComparison.Ordinal) && !name.StartsWith("zram", StringComparison.Ordinal) && !name.StartsWith("dm-", StringComparison.Ordinal);

    private void Add(List<ErrorCount> counts, ErrorKind kind, string name, string path)
    {
        if (counts.Count < 64 && ProcText.Number(files.ReadText(path)) is { } count)
        {
            counts.Add(new(kind, name, count));
        }
    }
}
