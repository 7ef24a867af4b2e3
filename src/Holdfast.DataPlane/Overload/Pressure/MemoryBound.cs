using System.Globalization;

namespace Holdfast.DataPlane.Overload;

/// <summary>Memory that the process may use: its control group's, else the machine's. Read once at start.</summary>
internal static class MemoryBound
{
    // Version 2 and version 1 of control groups, as a container sees its own.
    private static readonly string[] GroupFiles = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

    /// <summary>Bytes; 0 where nothing can be found out.</summary>
    public static long Read()
    {
        long machine = OfMachine(TextOf("/proc/meminfo"));
        foreach (string file in GroupFiles)
        {
            // "max" and numbers beyond the machine mean no bound.
            if (long.TryParse(TextOf(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long group) && group > 0 && (machine == 0 || group < machine))
            {
                return group;
            }
        }

        return machine;
    }

    /// <summary>The line "MemTotal:   16315412 kB".</summary>
    internal static long OfMachine(string information)
    {
        string? line = information.Split('\n').FirstOrDefault(one => one.StartsWith("MemTotal:", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kilobytes) ? kilobytes * 1024 : 0;
    }

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
