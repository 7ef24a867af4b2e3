using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Says in the event log when a server is taken out and when it is back, whoever judged it: probes name their reason, verdicts of real
/// traffic are noticed with the prober's next look, because a worker may not wait for a log. Draining is the operator's own
/// doing and not told again. Thread of the prober only.
/// </summary>
internal sealed class AvailabilityLog
{
    private readonly EventLog events;
    private Dictionary<ServerHealth, Seen> known = [];

    public AvailabilityLog(EventLog events)
    {
        this.events = events;
    }

    /// <summary>Servers that stay are remembered as they were; a new one counts as healthy until it is seen otherwise.</summary>
    public void Adopt(RoutingSnapshot snapshot)
    {
        Dictionary<ServerHealth, Seen> next = [];
        foreach (PoolSnapshot pool in snapshot.Pools)
        {
            foreach (ServerHealth health in pool.Health.Servers)
            {
                next[health] = known.GetValueOrDefault(health) ?? new Seen(pool.Name);
            }
        }

        known = next;
    }

    /// <summary>Writes a line for each server whose state has changed since the last look.</summary>
    public void Look()
    {
        foreach (ServerHealth health in known.Keys)
        {
            Note(health, EjectionReasons.TextOf(health.Reason));
        }
    }

    /// <param name="reason">What the judge saw.</param>
    public void Note(ServerHealth health, string reason)
    {
        ServerState server = health.Server;
        if (!known.TryGetValue(health, out Seen? seen) || seen.Healthy == server.IsHealthy)
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
