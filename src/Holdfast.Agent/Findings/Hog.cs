using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>
/// Something that is none of the gateway's servers takes most of what the host has nearly no more of: a backup, a build, a neighbour. Told only where
/// the servers' own groups are known, because a server may take all of its host.
/// </summary>
internal sealed class Hog : IHostRule
{
    // Of what there is: then the servers wait for it.
    private const double NearlyAll = 0.9;
    private const double FilesNearlyAll = 0.8;

    // Of the whole: without this one there would be enough.
    private const double Most = 0.5;

    // Below it a disk that is busy is slow, and not hogged.
    private const double LeastDiskBytesPerSecond = 4 << 20;

    public string Kind => "hog";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        HostLevels levels = host.Now.Levels;
        IReadOnlyList<GroupUse> groups = host.Now.Groups;
        // The one that takes most may be the server that was not found.
        if (host.Now.ServersNotFound.Count > 0 || !groups.Any(group => group.HasServer))
        {
            yield break;
        }

        double disk = groups.Sum(group => group.DiskBytesPerSecond ?? 0);
        foreach (GroupUse group in groups.Where(group => !group.HasServer))
        {
            if (levels.CpuUsed >= NearlyAll && group.CpuCores >= Most * levels.Processors)
            {
                yield return Told(group, "processors", $"{Amount.Cores(group.CpuCores)} of {levels.Processors} processors, of which {Amount.Share(levels.CpuUsed.Value)} are in use", "give it less (systemd: CPUWeight=, CPUQuota=; else nice)");
            }

            if (levels.MemoryUsed >= NearlyAll && group.MemoryBytes >= Most * levels.MemoryBytes)
            {
                yield return Told(group, "memory", $"{Amount.Bytes(group.MemoryBytes)} of {Amount.Bytes(levels.MemoryBytes)} memory, of which {Amount.Share(levels.MemoryUsed.Value)} are in use", "bound it (systemd: MemoryHigh=)");
            }

            if (host.Now.FilesMaximum > 0 && host.Now.FilesOpen >= FilesNearlyAll * host.Now.FilesMaximum && group.OpenFiles >= Most * host.Now.FilesOpen)
            {
                yield return Told(group, "files", $"{Amount.Count(group.OpenFiles.Value)} of {Amount.Count(host.Now.FilesOpen)} open files of a system that may have {Amount.Count(host.Now.FilesMaximum)}", "bound it (systemd: LimitNOFILE=), and find the leak");
            }

            if (levels.DiskBusy >= NearlyAll && group.DiskBytesPerSecond >= Math.Max(LeastDiskBytesPerSecond, Most * disk))
            {
                yield return Told(group, "disk", $"{Amount.Bytes(group.DiskBytesPerSecond.Value)} a second of a disk that is busy {Amount.Share(levels.DiskBusy.Value)} of the time", "give it less (systemd: IOWeight=; else ionice)");
            }
        }
    }

    private HostFinding Told(GroupUse group, string what, string takes, string advice) =>
        new(Kind, $"{what} {group.Name}", $"{group.Name}, which is none of the servers, takes {takes}", $"{advice}, move it to another host, or run it at another time");
}
