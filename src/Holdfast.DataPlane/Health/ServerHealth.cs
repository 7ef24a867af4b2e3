namespace Holdfast.DataPlane.Health;

/// <summary>
/// The evidence about one server: probes in a row, ejections in a row. Kept over reloads with its server.
/// Judged together with its pool in <see cref="PoolHealth"/>, which owns it.
/// </summary>
public sealed class ServerHealth
{
    private const long ShortestEjection = 1_000_000_000;
    private const long LongestEjection = 30_000_000_000;

    // Prober thread only.
    private int goodInARow;
    private int badInARow;
    private bool everProbed;

    // Any thread (atomic). 0: not ejected. Who moves it away from 0 owns the ejection and the two fields below.
    private long ejectedAt;
    private long liftedAt;
    private int ejectionsInARow;

    internal ServerHealth(ServerState server) => Server = server;

    public ServerState Server { get; }

    public HealthVerdict Verdict => Server.Condition switch
    {
        ServerCondition condition when condition.HasFlag(ServerCondition.ProbesFailed) => HealthVerdict.ProbesFailed,
        ServerCondition condition when condition.HasFlag(ServerCondition.Ejected) => HealthVerdict.Ejected,
        _ => HealthVerdict.Healthy,
    };

    public bool IsEjected => Volatile.Read(ref ejectedAt) != 0;

    /// <summary>When a server that has no probes of its own gets its one trial connect. Only while ejected.</summary>
    internal long TrialDue => Volatile.Read(ref ejectedAt) + EjectionTime;

    /// <summary>1 s, 2 s, 4 s ... 30 s.</summary>
    internal long EjectionTime => Math.Min(ShortestEjection << Math.Clamp(Volatile.Read(ref ejectionsInARow) - 1, 0, 5), LongestEjection);

    /// <summary>Any thread; true for the one caller whose report ejected the server.</summary>
    internal bool TryEject(long now)
    {
        // Time 0 means not ejected.
        if (Interlocked.CompareExchange(ref ejectedAt, Math.Max(now, 1), 0) != 0)
        {
            return false;
        }

        // A server that has since served for longer than the longest ejection has made up for its past.
        bool again = ejectionsInARow > 0 && now - liftedAt < LongestEjection;
        Volatile.Write(ref ejectionsInARow, again ? ejectionsInARow + 1 : 1);
        Server.Set(ServerCondition.Ejected, true);
        return true;
    }

    /// <summary>Takes an ejection back as if it had not been.</summary>
    internal void Withdraw(long now)
    {
        ejectionsInARow--;
        Lift(now);
    }

    internal void Lift(long now)
    {
        if (IsEjected)
        {
            liftedAt = now;
            Server.Set(ServerCondition.Ejected, false);
            Volatile.Write(ref ejectedAt, 0);
        }
    }

    /// <summary>The trial failed: the next one comes after twice the time.</summary>
    internal void ProlongEjection(long now)
    {
        if (IsEjected)
        {
            Volatile.Write(ref ejectionsInARow, ejectionsInARow + 1);
            Volatile.Write(ref ejectedAt, Math.Max(now, 1));
        }
    }

    /// <summary>
    /// Prober thread. The first probe of a server decides alone: until then it served unproven, and waiting for <paramref name="fall"/>
    /// bad probes would send real requests to a server that was never up.
    /// </summary>
    internal void Probed(bool good, int rise, int fall)
    {
        goodInARow = good ? goodInARow + 1 : 0;
        badInARow = good ? 0 : badInARow + 1;
        if (good && (goodInARow >= rise || !everProbed))
        {
            Server.Set(ServerCondition.ProbesFailed, false);
        }
        else if (!good && (badInARow >= fall || !everProbed))
        {
            Server.Set(ServerCondition.ProbesFailed, true);
        }

        everProbed = true;
    }

    /// <summary>The pool lost its probes: a verdict of probes that nothing can ever lift must not stay.</summary>
    internal void ForgetProbes()
    {
        everProbed = false;
        goodInARow = badInARow = 0;
        Server.Set(ServerCondition.ProbesFailed, false);
    }
}
