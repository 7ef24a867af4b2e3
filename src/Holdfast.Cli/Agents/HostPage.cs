using System.Globalization;
using Holdfast.Agent.Reports;

namespace Holdfast.Cli;

/// <summary>The hosts as a page for people: a line each, then what is found with what to do.</summary>
internal static class HostPage
{
    private const int HostsMaximum = 100;

    public static IReadOnlyList<StatusLine> Of(HostListReport list, DateTimeOffset now)
    {
        if (list.Hosts.Count == 0)
        {
            return [new("no agent has reported: run 'holdfast agent' on the servers' hosts", StatusTone.Dim)];
        }

        HostStateReport[] shown = [.. list.Hosts.OrderByDescending(host => host.Findings.Count).ThenBy(host => host.Host, StringComparer.Ordinal).Take(HostsMaximum)];
        TextTable table = new("HOST", "SERVERS", ">CPU", ">MEMORY", ">DISK", ">HOTTEST", ">CLOCK", ">AGENT", "STATE");
        foreach (HostStateReport host in shown)
        {
            HostLevels levels = host.Report.Levels;
            table.Add(
                host.Host,
                host.Servers.Count switch { 0 => "none known", <= 3 => string.Join(", ", host.Servers), _ => $"{host.Servers[0]} and {host.Servers.Count - 1} more" },
                HostText.Share(levels.CpuUsed),
                HostText.Share(levels.MemoryUsed),
                HostText.Share(levels.Disks.Count > 0 ? levels.Disks.Max(disk => disk.Used) : null),
                levels.HottestCelsius is { } hot ? string.Create(CultureInfo.InvariantCulture, $"{hot:0} C") : "-",
                host.Report.Clock is { } clock ? string.Create(CultureInfo.InvariantCulture, $"{1000 * clock.Seconds:+0;-0;0} ms") : "-",
                string.Create(CultureInfo.InvariantCulture, $"{100 * host.Report.Cost.CpuShare:0.00} %"),
                State(host, now));
        }

        string[] rows = table.ToString().TrimEnd('\n').Split('\n');
        List<StatusLine> lines = [new(rows[0], StatusTone.Dim)];
        lines.AddRange(shown.Select((host, index) => new StatusLine(rows[index + 1], host.Findings.Count > 0 ? StatusTone.Warning : StatusTone.Plain)));
        if (list.Hosts.Count > shown.Length)
        {
            lines.Add(new($"  and {list.Hosts.Count - shown.Length} more hosts: see --json", StatusTone.Dim));
        }

        lines.AddRange(shown.SelectMany(host => host.Findings.SelectMany(finding => Lines(host, finding))));
        return lines;
    }

    private static IEnumerable<StatusLine> Lines(HostStateReport host, HostFinding finding)
    {
        yield return new($"! {host.Host}: {finding.Text} (since {finding.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC)", StatusTone.Warning);
        yield return new($"    {finding.Advice}", StatusTone.Plain);
    }

    private static string State(HostStateReport host, DateTimeOffset now)
    {
        string findings = host.Findings.Count switch { 0 => "well", 1 => "1 finding", _ => $"{host.Findings.Count} findings" };
        return host.State == HostStateReport.Silent ? $"SILENT for {StatusNumber.Age(now - host.LastAt)}" : findings;
    }
}
