using Holdfast.Configuration;

namespace Holdfast.DataPlane.Health;

/// <summary>One server's place in the <see cref="ProbeSchedule"/>. Prober thread only.</summary>
public sealed class ScheduledProbe
{
    internal ScheduledProbe(PoolHealth pool, ServerHealth health)
    {
        Pool = pool;
        Health = health;
        RequestsAtStart = health.Server.Requests;
    }

    public ServerState Server => Health.Server;

    /// <summary>What to send and expect; null for the trial of an ejected server.</summary>
    public HealthConfig? Config => Pool.Config;

    /// <summary>Where no path is configured: an answer is wanted, whatever it is, not only a connect.</summary>
    public bool NeedsAnswer { get; internal set; }

    internal PoolHealth Pool { get; set; }

    internal ServerHealth Health { get; }

    internal long Due { get; set; }

    /// <summary>Start of the last probe; 0 before the first.</summary>
    internal long StartedAt { get; set; }

    internal uint RequestsAtStart { get; set; }

    internal double RequestsPerSecond { get; set; }

    /// <summary>Probes since it went out: recovery is looked for eagerly at first.</summary>
    internal int ProbesWhileOut { get; set; }

    internal bool WasOut { get; set; }

    internal ProbeWish WasWanted { get; set; }

    internal bool Running { get; set; }

    internal bool Removed { get; set; }
}
