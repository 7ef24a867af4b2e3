using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Findings;

/// <summary>A server, or the whole system, runs out of open files: connections will be refused, and nothing can be written.</summary>
internal sealed class FilesShort : IHostRule
{
    private const double Short = 0.8;
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(24);

    public string Kind => "files-short";

    public IEnumerable<HostFinding> Look(HostView host)
    {
        if (host.Now.FilesMaximum > 0 && Reason(host, "files system", host.Now.FilesOpen, host.Now.FilesMaximum) is { } all)
        {
            yield return new(Kind, "", $"the system {all}", "see who holds them: ls /proc/*/fd | sort; raise fs.file-max if all of them are needed");
        }

        foreach (WatchedServer server in host.Now.Servers)
        {
            // The kernel writes "unlimited" where there is no bound.
            if (server is { OpenFiles: { } open, OpenFilesMaximum: > 0 and { } maximum } && Reason(host, $"files {server.Port}", open, maximum) is { } reason)
            {
                yield return new(Kind, $"port {server.Port}", $"{server.Name} (pid {server.Pid}, port {server.Port}) {reason}",
                    $"raise its limit (LimitNOFILE of its service), or find the leak: ls -l /proc/{server.Pid}/fd");
            }
        }
    }

    private static string? Reason(HostView host, string name, long open, long maximum)
    {
        Forecast? end = Forecast.OfFall(host.Trend(name, maximum - open), Horizon);
        string held = $"has {Amount.Count(open)} of {Amount.Count(maximum)} files open";
        return open >= Short * maximum ? held : end is null ? null : $"{held} and none left {end}";
    }
}
