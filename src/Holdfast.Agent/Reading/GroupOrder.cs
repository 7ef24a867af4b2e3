using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>The few that are worth telling: the first by processor time, memory, open files and disk, and those that hold servers.</summary>
internal static class GroupOrder
{
    private const int OfEach = 5;

    public static IReadOnlyList<GroupUse> Top(IReadOnlyList<GroupUse> all) =>
    [
        .. all.OrderByDescending(one => one.CpuCores).Take(OfEach)
            .Union(all.OrderByDescending(one => one.MemoryBytes).Take(OfEach))
            .Union(all.OrderByDescending(one => one.OpenFiles ?? 0).Take(OfEach))
            .Union(all.OrderByDescending(one => one.DiskBytesPerSecond ?? 0).Take(OfEach))
            .Where(one => one.CpuCores >= 0.01 || one.MemoryBytes >= 16 << 20 || one.OpenFiles >= 256 || one.DiskBytesPerSecond >= 64 << 10)
            .Union(all.Where(one => one.HasServer).Take(OfEach))
            .Select(one => one with { CpuCores = Math.Round(one.CpuCores, 3), DiskBytesPerSecond = one.DiskBytesPerSecond is { } bytes ? Math.Round(bytes) : null }),
    ];
}
