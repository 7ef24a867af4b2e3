using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>The kernel ended a process for want of memory, of the host or of its control group, within a day.</summary>
internal sealed class KilledForMemory : IHostRule
{
    public string Kind => "killed-for-memory";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        string[] groups = [.. host.Now.Errors.Where(one => one.Kind == ErrorKind.GroupKilled).Where(one => host.Rose($"killed in {one.Name}", one.Count) is not null).Select(one => one.Name)];
        if (host.Now.OutOfMemoryKills is { } count && host.Rose("killed", count) is { } rise)
        {
            string where = groups.Length > 0 ? $" in {string.Join(", ", groups.Take(3))}" : "";
            yield return new(Kind, "",
                $"the kernel ended {Amount.Count(rise.By)} processes for want of memory{where} within a day, the last at {Amount.Time(rise.At!.Value)}",
                "give it more memory or a bound of its own; journalctl -k | grep -i 'out of memory' names the process");
        }
    }
}
