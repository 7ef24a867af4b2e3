using System.Diagnostics;
using System.Runtime.InteropServices;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// What all workers know of one server: its load, its latency and whether it may be used. Any thread (atomics only).
/// Kept over reloads while pool and name stay the same. Next on the path: a balancer.
/// </summary>
public sealed class ServerState
{
    /// <summary>
    /// Latency to record for an exchange that failed: fast failures would otherwise make a broken server look like the fastest one.
    /// </summary>
    public const long FailureLatencyNanoseconds = 5_000_000_000;

    // Low half of Traffic: requests in flight. High half: requests started, modulo 2^32. One locked addition serves both.
    private const long OneRequest = (1L << 32) | 1;

    // Written once at start.
    private readonly ServerChanges changes;

    private Shared shared;

    /// <param name="pool">Name of the pool; with the name it makes the identity.</param>
    /// <param name="name">Unique in the pool: a name that resolved to several addresses needs the address added.</param>
    /// <param name="weight">0 takes no new requests.</param>
    /// <param name="changes">The gateway's one counter of changes.</param>
    public ServerState(string pool, string name, NetworkAddress address, int weight, ServerChanges changes)
    {
        this.changes = changes;
        Name = name;
        Address = address;
        (Identity, Token) = ServerIdentity.Of(pool, name);
        shared.Weight = weight;
    }

    public string Name { get; }

    public NetworkAddress Address { get; }

    /// <summary>16 hexadecimal digits for the sticky cookie, the same in every gateway and after every restart.</summary>
    public string Token { get; }

    /// <summary>Seeds the server's place in consistent hashing: follows the name, so that a new address moves no keys.</summary>
    internal ulong Identity { get; }

    internal ServerChanges Changes => changes;

    public int Weight
    {
        get => Volatile.Read(ref shared.Weight);
        set
        {
            if (Interlocked.Exchange(ref shared.Weight, value) != value)
            {
                changes.Note();
            }
        }
    }

    /// <summary>Requests sent and not yet answered in full, of all workers.</summary>
    public int InFlight => (int)Volatile.Read(ref shared.Traffic);

    /// <summary>Requests started so far, modulo 2^32: take differences only.</summary>
    public uint Requests => (uint)(Volatile.Read(ref shared.Traffic) >> 32);

    public ServerCondition Condition => (ServerCondition)Volatile.Read(ref shared.Condition);

    /// <summary>May be given a request: neither probes nor traffic judged it down and it does not drain. Says nothing about the weight.</summary>
    public bool Available => Volatile.Read(ref shared.Condition) == 0;

    /// <summary>Both verdicts are good; it may still be draining.</summary>
    public bool IsHealthy => (Condition & ~ServerCondition.Draining) == 0;

    public bool Draining
    {
        get => (Condition & ServerCondition.Draining) != 0;
        set => Set(ServerCondition.Draining, value);
    }

    /// <summary>A request was bound to the server. Every Enter needs exactly one <see cref="Leave"/>.</summary>
    public void Enter() => Interlocked.Add(ref shared.Traffic, OneRequest);

    public void Leave()
    {
        long after = Interlocked.Decrement(ref shared.Traffic);
        // One Leave too many would borrow from the request counter and read as two thousand million in flight.
        Debug.Assert((int)after >= 0, "Leave without Enter");
    }

    /// <summary>Takes one sample into the peak EWMA: time to the first byte, or <see cref="FailureLatencyNanoseconds"/>.</summary>
    public void RecordLatency(long nanoseconds, long now) => PeakLatency.Record(ref shared.Latency, nanoseconds, now);

    /// <summary>Peak EWMA in nanoseconds, decayed to now; 0 when nothing was ever recorded.</summary>
    public float LatencyAt(long now) => PeakLatency.Read(Volatile.Read(ref shared.Latency), now);

    /// <summary>Adds or takes away a reason; true when that changed something.</summary>
    internal bool Set(ServerCondition condition, bool holds)
    {
        int before = holds
            ? Interlocked.Or(ref shared.Condition, (int)condition)
            : Interlocked.And(ref shared.Condition, ~(int)condition);
        bool changed = ((before & (int)condition) != 0) != holds;
        if (changed)
        {
            changes.Note();
        }

        return changed;
    }

    // All that a pick reads lies together, and 64 bytes of nothing on both sides keep it on cache lines that no other server and no
    // read-only field uses: the workers write here with every request.
    [StructLayout(LayoutKind.Explicit, Size = 152)]
    private struct Shared
    {
        [FieldOffset(64)]
        public long Traffic;

        [FieldOffset(72)]
        public long Latency;

        [FieldOffset(80)]
        public int Weight;

        [FieldOffset(84)]
        public int Condition;
    }
}
