using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Says in the event log when a server is taken out and when it is back, whoever judged it: probes name their reason, verdicts of real
/// traffic are noticed within <see cref="LookNanoseconds"/>, because a worker may not wait for a log. Draining is the operator's own
/// doing and not told again. Thread of the prober only.
/// </summary>
internal sealed class AvailabilityLog
{
    /// <summary>A person who reads along should see a dead server within a second; looking costs one read for each server.</summary>
    public const long LookNanoseconds = 1_000_000_000;

    private readonly EventLog events;
    private Dictionary<ServerState, Seen> known = [];

    public AvailabilityLog(EventLog events)
    {
        this.events = events;
    }

    /// <summary>Servers that stay are remembered as they were; a new one counts as healthy until it is seen otherwise.</summary>
    public void Adopt(RoutingSnapshot snapshot)
    {
        Dictionary<ServerState, Seen> next = [];
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerState server in pool.Servers)
            {
                next[server] = known.GetValueOrDefault(server) ?? new Seen(pool.Name);
            }
        }

        known = next;
    }

    /// <summary>Writes a line for each server whose state has changed since the last look.</summary>
    public void Look()
    {
        foreach (ServerState server in known.Keys)
        {
            Note(server, (server.Condition & ServerCondition.Ejected) != 0 ? "connections to it failed" : "its probes failed");
        }
    }

    /// <param name="reason">What the judge saw.</param>
    public void Note(ServerState server, string reason)
    {
        if (!known.TryGetValue(server, out Seen? seen) || seen.Healthy == server.IsHealthy)
        {
            return;
        }

        seen.Healthy = server.IsHealthy;
        if (seen.Healthy)
        {
            events.Information("server_health", $"server {server.Name} of pool {seen.Pool} is available again");
        }
        else
        {
            events.Warning("server_health", $"server {server.Name} of pool {seen.Pool} is taken out: {reason}");
        }
    }

    private sealed class Seen(string pool)
    {
        public string Pool { get; } = pool;

        public bool Healthy { get; set; } = true;
    }
}
