using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Trends;

/// <summary>When the host and the watched servers started, over the agent's own restarts. One thread.</summary>
internal sealed class StartBook
{
    private const int PortsMaximum = 64;

    private readonly Dictionary<int, ServerStart> servers = [];
    private bool wasStopped = true;
    private DateTimeOffset lastSeen;

    public string? BootId { get; private set; }

    /// <summary>The host's last restart that the agent knows of; null when it has seen none.</summary>
    public HostStart? Host { get; private set; }

    public IReadOnlyDictionary<int, ServerStart> Servers => servers;

    /// <summary>What an earlier run has left.</summary>
    /// <param name="wasStopped">It was told to stop, as it is when a machine shuts down in order.</param>
    /// <param name="lastSeen">When it wrote that.</param>
    public void Restore(string? bootId, HostStart? host, IReadOnlyDictionary<int, ServerStart> kept, bool wasStopped, DateTimeOffset lastSeen)
    {
        BootId = bootId;
        Host = host;
        this.wasStopped = wasStopped;
        this.lastSeen = lastSeen;
        foreach ((int port, ServerStart start) in kept.Take(PortsMaximum))
        {
            servers[port] = start;
        }
    }

    public void Note(string? bootId, double uptimeSeconds, IReadOnlyList<WatchedServer> watched, DateTimeOffset now)
    {
        if (bootId is not null && bootId != BootId)
        {
            if (BootId is not null)
            {
                Host = new HostStart(now - TimeSpan.FromSeconds(uptimeSeconds), lastSeen, IsUnasked: !wasStopped);
                servers.Clear();
            }

            BootId = bootId;
        }

        if (servers.Count == PortsMaximum)
        {
            // What nobody asks for any more makes room: a gateway's ports change with its configuration.
            foreach (int port in servers.Keys.Except(watched.Select(server => server.Port)).ToArray())
            {
                servers.Remove(port);
            }
        }

        foreach (WatchedServer server in watched)
        {
            NoteServer(server);
        }
    }

    private void NoteServer(WatchedServer server)
    {
        if (!servers.TryGetValue(server.Port, out ServerStart? known))
        {
            if (servers.Count < PortsMaximum)
            {
                servers[server.Port] = new ServerStart(server.Pid, server.StartedAt, null, 0);
            }
        }
        else if (server.Pid != known.Pid && server.StartedAt > known.StartedAt)
        {
            // The pid too: when the machine's clock is set, every process seems to have started at another time.
            servers[server.Port] = new ServerStart(server.Pid, server.StartedAt, known.StartedAt, known.Restarts + 1);
        }
    }
}
