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

    /// <summary>No limit. One connection carries one request, so no machine comes near it.</summary>
    public const int Unlimited = (1 << CountBits) - 1;

    // Traffic, from the lowest bit: 20 bits requests in flight, 20 bits their limit, 24 bits requests started, modulo 2^24. All in one
    // word, so that "is there room" and "take it" are one compare-and-swap: no worker can overshoot the limit, not by one.
    private const int CountBits = 20;
    private const long CountMask = (1L << CountBits) - 1;
    private const int StartedShift = 2 * CountBits;
    private const uint StartedMask = (1u << (64 - StartedShift)) - 1;
    private const long OneRequest = (1L << StartedShift) | 1;

    // Written once at start.
    private readonly ServerChanges changes;

    private Shared shared;
    private int connections;
    private int maximumConnections;

    // Each has one writer; the smaller one is in force.
    private int ownLimit = Unlimited;
    private int cap = Unlimited;

    // Highest limit that was in force since it was last taken.
    private int highestLimit;

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
        Limit = Unlimited;
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
    public int InFlight => (int)(Volatile.Read(ref shared.Traffic) & CountMask);

    /// <summary>
    /// Most requests in flight, 1 to <see cref="Unlimited"/>: the smaller of <see cref="OwnLimit"/> and <see cref="Cap"/>. It is law: when
    /// it is lowered below what is in flight nothing is cut, and nothing more is sent until enough has ended. Setting it sets the own one.
    /// </summary>
    public int Limit
    {
        get => (int)((Volatile.Read(ref shared.Traffic) >> CountBits) & CountMask);
        set => OwnLimit = value;
    }

    /// <summary>What the limit would be but for the cap: the control loop's figure of what the server can take.</summary>
    public int OwnLimit
    {
        get => Volatile.Read(ref ownLimit);
        set
        {
            Interlocked.Exchange(ref ownLimit, Math.Clamp(value, 1, Unlimited));
            PutLimitInForce();
        }
    }

    /// <summary>
    /// Most requests in flight that the server's health allows: few while it is suspected or has just come back, else
    /// <see cref="Unlimited"/>. The prober's figure.
    /// </summary>
    public int Cap
    {
        get => Volatile.Read(ref cap);
        set
        {
            Interlocked.Exchange(ref cap, Math.Clamp(value, 1, Unlimited));
            PutLimitInForce();
        }
    }

    /// <summary>The highest limit that was in force since the last call. One thread.</summary>
    internal int TakeHighestLimit()
    {
        int highest = Interlocked.Exchange(ref highestLimit, 0);
        // It is still in force when the next stretch begins.
        NoteHighest(Limit);
        return Math.Max(highest, Volatile.Read(ref highestLimit));
    }

    /// <summary>What <see cref="TakeHighestLimit"/> would return now.</summary>
    internal int HighestLimit => Volatile.Read(ref highestLimit);

    /// <summary>The word itself, for tests that break the law on purpose.</summary>
    internal ref long Traffic => ref shared.Traffic;

    /// <summary>Another request may be sent now.</summary>
    public bool HasRoom
    {
        get
        {
            long seen = Volatile.Read(ref shared.Traffic);
            return (seen & CountMask) < ((seen >> CountBits) & CountMask);
        }
    }

    /// <summary>Requests started so far, modulo 2^24: for <see cref="RequestsSince"/>.</summary>
    public uint Requests => (uint)((ulong)Volatile.Read(ref shared.Traffic) >> StartedShift);

    /// <summary>
    /// How many times longer than the pool's middle server it takes for the same work; 1 while nothing is known, and for differences
    /// that chance explains. Set by the control loop.
    /// </summary>
    public float Slowness
    {
        get => 1 + Volatile.Read(ref shared.Slower);
        set => Volatile.Write(ref shared.Slower, value - 1);
    }

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

    /// <summary>Requests started since <see cref="Requests"/> was that; right while it is read at least once in 16 million requests.</summary>
    public uint RequestsSince(uint before) => (Requests - before) & StartedMask;

    /// <summary>Binds a request to the server where its limit has room. Every true needs exactly one <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        long seen = Volatile.Read(ref shared.Traffic);
        while ((seen & CountMask) < ((seen >> CountBits) & CountMask))
        {
            long found = Interlocked.CompareExchange(ref shared.Traffic, unchecked(seen + OneRequest), seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    public void Leave()
    {
        long after = Interlocked.Decrement(ref shared.Traffic);
        // One Leave too many would borrow from the limit and read as a million in flight.
        Debug.Assert((after & CountMask) != CountMask, "Leave without TryEnter");
    }

    /// <summary>Connections that are open or being opened, of all workers.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Most of them; 0 means no bound.</summary>
    public int MaximumConnections
    {
        get => Volatile.Read(ref maximumConnections);
        set => Volatile.Write(ref maximumConnections, value);
    }

    /// <summary>Counts one more connection where there may be one more. Every true needs exactly one <see cref="Closed"/>.</summary>
    public bool TryOpen()
    {
        int maximum = MaximumConnections;
        if (Interlocked.Increment(ref connections) <= maximum || maximum == 0)
        {
            return true;
        }

        Interlocked.Decrement(ref connections);
        return false;
    }

    public void Closed() => Interlocked.Decrement(ref connections);

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

    /// <summary>
    /// Two threads may do this at once, each with its own new figure. Who writes last looks again, so that the other's is not lost.
    /// </summary>
    private void PutLimitInForce()
    {
        long limit;
        do
        {
            limit = Math.Min(OwnLimit, Cap);
            NoteHighest((int)limit);
            long seen = Volatile.Read(ref shared.Traffic);
            long found;
            while ((found = Interlocked.CompareExchange(ref shared.Traffic, (seen & ~(CountMask << CountBits)) | (limit << CountBits), seen)) != seen)
            {
                seen = found;
            }

            // Once more: whoever takes the note between the first and the limit must find it the next time.
            NoteHighest((int)limit);
        }
        while (limit != Math.Min(OwnLimit, Cap));
    }

    private void NoteHighest(int limit)
    {
        int seen = Volatile.Read(ref highestLimit);
        while (seen < limit)
        {
            int found = Interlocked.CompareExchange(ref highestLimit, limit, seen);
            seen = found == seen ? limit : found;
        }
    }

    // All that a pick reads lies together, and 64 bytes of nothing on both sides keep it on cache lines that no other server and no
    // read-only field uses: the workers write here with every request.
    [StructLayout(LayoutKind.Explicit, Size = 160)]
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

        // What is added to a slowness of 1.
        [FieldOffset(88)]
        public float Slower;
    }
}
