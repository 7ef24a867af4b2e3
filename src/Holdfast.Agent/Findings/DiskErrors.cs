using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A disk could not do what it was asked, within a day. A few at the system's start are usual: disks are asked for what they do not have.</summary>
internal sealed class DiskErrors : IHostRule
{
    public string Kind => "disk-errors";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (ErrorCount error in host.Now.Errors.Where(one => one.Kind == ErrorKind.Disk))
        {
            if (host.Rose($"disk {error.Name}", error.Count) is { } rise)
            {
                yield return new(Kind, error.Name, $"disk {error.Name} had {Amount.Count(rise.By)} errors within a day, the last at {Amount.Time(rise.At!.Value)}",
                    $"drain the server and have the disk replaced; smartctl -a /dev/{error.Name} says more");
            }
        }
    }
}
