using Holdfast.Configuration;

namespace Holdfast.DataPlane.Health;

/// <summary>
/// Turns evidence into verdicts for the servers of one pool. Probes judge with rise and fall; a refused or reset connect ejects at once,
/// but weak evidence never empties a pool:
/// <list type="bullet">
/// <item>the last available server is not ejected, however often it refuses (trying it costs little, a pool without servers costs everything);</item>
/// <item>when probes or a drain take the last available server, ejected ones come back.</item>
/// </list>
/// An ejection lasts until a probe succeeds; where the pool has no probes, until one trial connect succeeds after 1 s, 2 s ... 30 s.
/// Reports come from any thread, probes from the prober's. Next on the path: <see cref="ProbeSchedule"/>.
/// </summary>
public sealed class PoolHealth
{
    private readonly ServerHealth[] servers;

    /// <param name="config">Null: no probes, servers are judged by traffic alone.</param>
    /// <param name="previous">The pool before the reload: evidence about servers that stay is kept.</param>
    public PoolHealth(ServerState[] servers, HealthConfig? config, PoolHealth? previous, long now)
    {
        Config = config;
        Dictionary<ServerState, ServerHealth> known = previous?.servers.ToDictionary(health => health.Server) ?? [];
        this.servers = [.. servers.Select(server => known.TryGetValue(server, out ServerHealth? health) ? health : new ServerHealth(server))];
        if (config is null)
        {
            Array.ForEach(this.servers, health => health.ForgetProbes());
        }

        KeepOneAvailable(now);
    }

    public HealthConfig? Config { get; }

    public IReadOnlyList<ServerHealth> Servers => servers;

    /// <summary>
    /// A fresh connect was refused, reset or timed out. Not to be reported for a reused connection that the server had closed: that is
    /// a race every healthy server wins now and then. Any thread; true when this ejected the server.
    /// </summary>
    public bool ConnectFailed(ServerState server, long now)
    {
        ServerHealth? health = server.Available ? Array.Find(servers, candidate => candidate.Server == server) : null;
        if (health is null || !AnyAvailable(except: server) || !health.TryEject(now))
        {
            return false;
        }

        if (AnyAvailable(except: null))
        {
            return true;
        }

        // Another worker ejected the other one at the same moment. Both may come back: better two doubtful servers than none.
        health.Withdraw(now);
        return false;
    }

    /// <summary>A probe of one of the pool's servers ended. Prober thread only.</summary>
    public void ProbeEnded(ServerHealth health, bool good, long now)
    {
        if (Config is not null)
        {
            health.Probed(good, Config.Rise, Config.Fall);
        }

        if (good)
        {
            health.Lift(now);
        }
        else if (Config is null)
        {
            health.ProlongEjection(now);
        }

        KeepOneAvailable(now);
    }

    /// <summary>To be called after a drain or a change of weights, too. Prober thread only.</summary>
    public void KeepOneAvailable(long now)
    {
        if (!AnyAvailable(except: null))
        {
            Array.ForEach(servers, health => health.Lift(now));
        }
    }

    private bool AnyAvailable(ServerState? except)
    {
        foreach (ServerHealth health in servers)
        {
            if (health.Server != except && health.Server.Available && health.Server.Weight > 0)
            {
                return true;
            }
        }

        return false;
    }
}
