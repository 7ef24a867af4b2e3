using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A disk has almost nothing left, however slowly it fills.</summary>
internal sealed class DiskNearlyFull : IHostRule
{
    private const double LeastFreeShare = 0.05;

    // 5 % of a large disk is weeks of logs.
    private const long EnoughBytes = 20L << 30;

    public string Kind => "disk-nearly-full";

    public IEnumerable<HostFinding> Look(HostView host) =>
        from disk in host.Now.Levels.Disks
        where disk.FreeBytes < LeastFreeShare * disk.TotalBytes && disk.FreeBytes < EnoughBytes
        select new HostFinding(Kind, disk.Mount,
            $"disk {disk.Mount} has {Amount.Bytes(disk.FreeBytes)} of {Amount.Bytes(disk.TotalBytes)} left ({Amount.Share(1 - disk.Used)})", $"make room: du -xh --max-depth=2 {disk.Mount} | sort -h | tail");
}
