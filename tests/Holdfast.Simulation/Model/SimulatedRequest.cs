using Holdfast.DataPlane.Exchanges;
using Holdfast.DataPlane.Overload.Retries;

namespace Holdfast.Simulation;

/// <summary>One request of a client, with its repetitions.</summary>
internal sealed class SimulatedRequest
{
    public Stream Stream = null!;
    public ulong Client;

    /// <summary>As the gateway knows the client.</summary>
    public ulong ClientHash => Mix(Client);

    /// <summary>Who waits for it; null for an open loop, in which every request has a connection of its own.</summary>
    public LoopClient? Loop;

    public int Attempts;

    /// <summary>When the client first asked, and when it asked this time.</summary>
    public long FirstAsked;
    public long Asked;
    public long Deadline;

    /// <summary>What its answer takes, nanoseconds, as the gateway knew when it last decided on it; and whether it was let go on though that is too long.</summary>
    public long Expected;
    public bool IsCanary;
    public double WorkSeconds;
    public Waiter Waiter = new(0);
    public ServerModel? Model;
    public Bulkhead? Bulkhead;
    public long Dispatched;
    public bool LowUse;

    /// <summary>How soon it is shed, and whether that is because its client takes too much.</summary>
    public int Key;
    public bool IsOverShare;
    public ClientUsage? Usage;

    /// <summary>What this attempt says of its server's health.</summary>
    public AttemptWatch Watch;

    /// <summary>How often the gateway gave it to a server, what of its right to that is used up, and the budget that its repetition is charged to.</summary>
    public int Sendings;
    public bool WasRepeated;
    public bool WasOrphaned;
    public RetryBudget? Repetition;

    /// <summary>The server that broke the connection on it; it is asked only once more.</summary>
    public ServerState? Avoid;

    /// <summary>Grows with every attempt, so that happenings of an earlier one are known.</summary>
    public long Version;

    /// <summary>Where it is in its server, for models that share: virtual work at which it is done.</summary>
    public double DoneAt;

    /// <summary>The client asks (again).</summary>
    public void Begin(long now)
    {
        Attempts++;
        Version++;
        Asked = now;
        Avoid = null;
        Sendings = 0;
        Dispatched = 0;
        WasRepeated = WasOrphaned = IsOverShare = false;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
