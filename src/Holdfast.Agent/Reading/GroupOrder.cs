using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Reading;

/// <summary>The few that are worth telling: the first by processor time and by memory.</summary>
internal static class GroupOrder
{
    private const int OfEach = 5;

    public static IReadOnlyList<GroupUse> Top(IReadOnlyList<GroupUse> all) =>
    [
        .. all.OrderByDescending(one => one.CpuCores).Take(OfEach)
            .Union(all.OrderByDescending(one => one.MemoryBytes).Take(OfEach))
            .Where(one => one.CpuCores >= 0.01 || one.MemoryBytes >= 16 << 20)
            .Select(one => one with { CpuCores = Math.Round(one.CpuCores, 3) }),
    ];
}
