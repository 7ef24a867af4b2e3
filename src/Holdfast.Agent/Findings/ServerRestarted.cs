using Holdfast.Agent.Reports;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Findings;

/// <summary>A watched server's process is another one than before. The gateway leaves out the ones that somebody has announced.</summary>
internal sealed class ServerRestarted : IHostRule
{
    public const string Name = "server-restarted";

    private static readonly TimeSpan ToldFor = TimeSpan.FromHours(1);

    public string Kind => Name;

    public IEnumerable<HostFinding> Look(HostView host)
    {
        foreach (WatchedServer server in host.Now.Servers)
        {
            if (host.Starts.Servers.TryGetValue(server.Port, out ServerStart? start) && start.Before is { } before && host.At - start.StartedAt < ToldFor)
            {
                string often = start.Restarts > 1 ? $", the {Amount.Count(start.Restarts)}. time while it was watched" : "";
                yield return new(Kind, $"port {server.Port}",
                    $"{server.Name} on port {server.Port} started again at {Amount.Time(start.StartedAt)} (before: {Amount.Time(before)}){often}",
                    "if nobody did it, its log and journalctl -k say why; announce deployments with holdfast series announce and they are not told here")
                {
                    Since = start.StartedAt,
                };
            }
        }
    }
}
