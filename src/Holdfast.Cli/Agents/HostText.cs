using System.Globalization;
using System.Text;
using Holdfast.Agent.Reports;

namespace Holdfast.Cli;

/// <summary>One look of the agent, for people.</summary>
internal static class HostText
{
    public static string Format(AgentReport report)
    {
        HostLevels levels = report.Levels;
        StringBuilder text = new();
        Line(text, $"host {report.Host}, up {StatusNumber.Age(TimeSpan.FromSeconds(report.UptimeSeconds))}, {levels.Processors} processors, {levels.MemoryBytes / 1073741824.0:0.0} GiB memory");
        Line(text, $"  used: processors {Share(levels.CpuUsed)}, memory {Share(levels.MemoryUsed)}, busiest disk {Share(levels.DiskBusy)}, open files {Share(levels.FilesUsed)}");
        Line(text, $"  pressure: processors {Share(levels.CpuPressure)}, memory {Share(levels.MemoryPressure)}, disks {Share(levels.IoPressure)}");
        foreach (DiskUse disk in levels.Disks)
        {
            Line(text, $"  disk {disk.Mount} ({disk.Device}): {disk.FreeBytes / 1073741824.0:0.0} of {disk.TotalBytes / 1073741824.0:0.0} GiB free");
        }

        foreach (GroupUse group in report.Groups)
        {
            Line(text, $"  {group.Name}: {group.CpuCores:0.00} processors, {group.MemoryBytes / 1048576.0:0} MiB, {group.Processes} processes{(group.OpenFiles is { } open ? $", {open} files" : "")}{(group.DiskBytesPerSecond is { } bytes ? $", disk {bytes / 1048576.0:0.0} MiB/s" : "")}");
        }

        foreach (string missing in report.NotSeen)
        {
            Line(text, $"  not seen: {missing}");
        }

        Line(text, report.Findings.Count == 0 ? "nothing is found; trends need an hour of the running agent" : string.Create(CultureInfo.InvariantCulture, $"{report.Findings.Count} found:"));
        foreach (HostFinding finding in report.Findings)
        {
            Line(text, $"! {finding.Text}");
            Line(text, $"    {finding.Advice}");
        }

        return text.ToString();
    }

    public static string Share(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:0} %") : "-";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
