using System.Globalization;
using Holdfast.Agent.Reading;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A disk says itself that it will fail, loses sectors, or is worn out.</summary>
internal sealed class DiskFailing : IHostRule
{
    private const double Worn = 0.9;

    public string Kind => "disk-failing";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (SmartState disk in host.Now.Smart)
        {
            if (Reason(host, disk) is { } reason)
            {
                yield return new(Kind, disk.Device, $"disk {disk.Device} ({disk.Model}) {reason}", "copy what matters away now, drain the server and replace the disk");
            }
        }
    }

    private static string? Reason(HostView host, SmartState disk)
    {
        // Noted first: a rise must be seen also while another reason holds.
        bool rises = disk.BadSectors is { } bad && host.Rose($"smart {disk.Device}", bad) is not null;
        return disk switch
        {
            { Passed: false } => "says itself that it is failing (SMART)",
            { SpareShare: { } spare, SpareThreshold: { } least } when spare <= least => $"has {Amount.Share(spare)} of its spare blocks left",
            { WornShare: >= Worn and { } worn } => $"has used {Amount.Share(worn)} of the writes that it is made for",
            _ when rises => string.Create(CultureInfo.InvariantCulture, $"loses sectors: {disk.BadSectors} are bad, more within a day"),
            _ => null,
        };
    }
}
