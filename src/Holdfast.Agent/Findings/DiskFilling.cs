using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A disk will be full within days, by the line through its free space.</summary>
internal sealed class DiskFilling : IHostRule
{
    // Long enough for a weekend and a day to do something about it.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(4);

    public string Kind => "disk-filling";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (DiskUse disk in host.Now.Levels.Disks)
        {
            if (Forecast.OfFall(host.Trend($"disk {disk.Mount}", disk.FreeBytes), Horizon) is { } full)
            {
                yield return new(Kind, disk.Mount, $"disk {disk.Mount} is full {full}: {Amount.Bytes(disk.FreeBytes)} of {Amount.Bytes(disk.TotalBytes)} are free",
                    $"see what grows: du -xh --max-depth=2 {disk.Mount} | sort -h | tail");
            }
        }
    }
}
