using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>The host has no memory left, or spends its time looking for some: next the kernel ends a process.</summary>
internal sealed class MemoryShort : IHostRule
{
    private const double LeastAvailableShare = 0.04;

    // A tenth of a minute in which nothing ran: users feel it.
    private const double MuchStalled = 0.1;

    public string Kind => "memory-short";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        long total = host.Now.Levels.MemoryBytes;
        bool isStalled = host.Now.MemoryStalled >= MuchStalled;
        if (total > 0 && (host.Now.MemoryAvailableBytes < LeastAvailableShare * total || isStalled))
        {
            string stalled = isStalled ? $", and everything stood still for want of it in {Amount.Share(host.Now.MemoryStalled)} of the last minute" : "";
            string most = host.Now.Groups.MaxBy(group => group.MemoryBytes) is { } group ? $"; most has {group.Name} with {Amount.Bytes(group.MemoryBytes)}" : "";
            yield return new(Kind, "", $"{Amount.Bytes(host.Now.MemoryAvailableBytes)} of {Amount.Bytes(total)} memory are available{stalled}{most}",
                "end or move what takes most; holdfast agents --json lists who takes how much");
        }
    }
}
