using System.Diagnostics;
using System.Runtime.InteropServices;
using Holdfast.Foundation;
using Holdfast.Networking;

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

    /// <summary>No limit: as many as there can be connections.</summary>
    public const int Unlimited = TrafficWord.Maximum;

    // Written once at start.
    private readonly ServerChanges changes;
    private readonly ServerCell cell;

    // Copies of what the cell has, at hand for each request: no worker of no process can overshoot the limit in that word, not by one.
    private readonly SharedWord traffic;
    private readonly long oneRequest;

    private Shared shared;
    private int maximumConnections;
    private bool sharesWithProbes;

    /// <param name="pool">Name of the pool; with the name it makes the identity.</param>
    /// <param name="name">Unique in the pool: a name that resolved to several addresses needs the address added.</param>
    /// <param name="weight">0 takes no new requests.</param>
    /// <param name="changes">The gateway's one counter of changes.</param>
    /// <param name="cell">Where it is counted; without one, in this process alone.</param>
    internal ServerState(string pool, string name, NetworkAddress address, int weight, ServerChanges changes, ServerCell? cell = null)
    {
        this.changes = changes;
        this.cell = cell ?? new ServerCell();
        traffic = this.cell.Traffic;
        Limits = new ServerLimit(this.cell);
        Orders = new ServerOrders(this.cell);
        Places = new SessionPlaces(this.cell);
        oneRequest = TrafficWord.One(this.cell.Lane);
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
    public int InFlight => TrafficWord.InFlight(Volatile.Read(ref traffic.Value));

    /// <summary>
    /// Most requests in flight, 1 to <see cref="Unlimited"/>: the smaller of <see cref="OwnLimit"/> and <see cref="Cap"/>. It is law: when
    /// it is lowered below what is in flight nothing is cut, and nothing more is sent until enough has ended. Setting it sets the own one.
    /// </summary>
    public int Limit
    {
        get => TrafficWord.Limit(Volatile.Read(ref traffic.Value));
        set => OwnLimit = value;
    }

    /// <inheritdoc cref="ServerLimit.Own"/>
    public int OwnLimit
    {
        get => Limits.Own;
        set => Limits.Own = value;
    }

    /// <inheritdoc cref="ServerLimit.Cap"/>
    public int Cap
    {
        get => Limits.Cap;
        set => Limits.Cap = value;
    }

    /// <summary>Who says what the limit is.</summary>
    internal ServerLimit Limits { get; }

    /// <summary>What operators have said about it.</summary>
    internal ServerOrders Orders { get; }

    /// <summary>The word itself, for tests that break the law on purpose.</summary>
    internal ref long Traffic => ref traffic.Value;

    /// <summary>Another request may be sent now.</summary>
    public bool HasRoom => Volatile.Read(ref traffic.Value) is var seen && TrafficWord.HasRoom(seen) && HasConnection(seen);

    /// <summary>Requests that this process has started so far, modulo 2^32: for <see cref="RequestsSince"/>.</summary>
    public uint Requests => (uint)Volatile.Read(ref shared.Started);

    /// <summary>How many times longer than the pool's middle server it takes for the same work; 1 where chance explains it. Set by the control loop.</summary>
    public float Slowness
    {
        get => 1 + Volatile.Read(ref shared.Slower);
        set => Volatile.Write(ref shared.Slower, value - 1);
    }

    /// <summary>How much its failures repel: 1, more where it fails more than the pool's middle server. Errors take no time, so they would attract.</summary>
    public float Failing
    {
        get => 1 + Volatile.Read(ref shared.Failing);
        set => Volatile.Write(ref shared.Failing, value - 1);
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

    /// <summary>Requests started since <see cref="Requests"/> was that; right while it is read at least once in four billion requests.</summary>
    public uint RequestsSince(uint before) => unchecked(Requests - before);

    /// <summary>Binds a request to the server where its limit has room. Every true needs exactly one <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        long seen = Volatile.Read(ref traffic.Value);
        while (TrafficWord.HasRoom(seen) && HasConnection(seen))
        {
            long found = Interlocked.CompareExchange(ref traffic.Value, seen + oneRequest, seen);
            if (found == seen)
            {
                Interlocked.Increment(ref shared.Started);
                return true;
            }

            seen = found;
        }

        return false;
    }

    public void Leave()
    {
        long after = Interlocked.Add(ref traffic.Value, -oneRequest);
        // One Leave too many would borrow from another process or from the limit.
        Debug.Assert(TrafficWord.InFlight(after, cell.Lane) != TrafficWord.Maximum, "Leave without TryEnter");
    }

    /// <summary>Connections that are open or being opened, of all workers.</summary>
    public int Connections => ConnectionWord.Open(Volatile.Read(ref cell.Connections.Value));

    /// <summary>Most of them, the probes' not counted; 0 means no bound.</summary>
    public int MaximumConnections
    {
        get => Volatile.Read(ref maximumConnections);
        set => Volatile.Write(ref maximumConnections, value);
    }

    /// <summary>A connection is kept without a slot, for a session or a long body. Before its slot is given back; until <see cref="Unpark"/>.</summary>
    internal void Park() => Interlocked.Increment(ref shared.Parked);

    internal void Unpark() => Interlocked.Decrement(ref shared.Parked);

    /// <summary>Whoever enters gets a connection, or the server has no room for it, however little is in flight: it would wait there for nothing.</summary>
    private bool HasConnection(long seen) => MaximumConnections is var most && (most == 0 || cell.HasConnection(seen, Volatile.Read(ref shared.Parked), most));

    /// <summary>For sessions (WebSockets), beside requests and connections.</summary>
    public SessionPlaces Places { get; }

    /// <summary>It may have one connection in all, so exchanges and probes take turns. Elsewhere one is left for the probes.</summary>
    internal bool SharesWithProbes
    {
        get => Volatile.Read(ref sharesWithProbes);
        set => Volatile.Write(ref sharesWithProbes, value);
    }

    /// <summary>A probe has or waits for the only connection: nothing is kept idle.</summary>
    internal bool IsWantedByProbe => SharesWithProbes && Probes > 0;

    /// <summary>Probes that run or wait for the only connection, of all processes.</summary>
    internal int Probes => ConnectionWord.Open(Volatile.Read(ref cell.Probes.Value));

    /// <summary>
    /// Counts a probe; where connections are bounded one at a time, whichever process it is of, because one place is left for them. Every true
    /// needs exactly one <see cref="EndProbe"/>.
    /// </summary>
    internal bool TryBeginProbe()
    {
        long seen = Volatile.Read(ref cell.Probes.Value);
        while (MaximumConnections == 0 || ConnectionWord.Open(seen) == 0)
        {
            long found = Interlocked.CompareExchange(ref cell.Probes.Value, seen + ConnectionWord.One(cell.Lane), seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>A probe that was counted may connect now; else as soon as exchanges have closed the only connection, and they open no other.</summary>
    internal bool MayProbe => !SharesWithProbes || Connections == 0;

    internal void EndProbe() => Interlocked.Add(ref cell.Probes.Value, -ConnectionWord.One(cell.Lane));

    /// <summary>Counts one more connection where there may be one more. Every true needs exactly one <see cref="Closed"/>.</summary>
    public bool TryOpen() => ConnectionWord.TryAdd(ref cell.Connections.Value, cell.Lane, MaximumConnections) && (!IsWantedByProbe || TakeBack());

    /// <summary>Both count first and then look at the other's count, so never do both go on.</summary>
    private bool TakeBack()
    {
        Closed();
        return false;
    }

    public void Closed() => Interlocked.Add(ref cell.Connections.Value, -ConnectionWord.One(cell.Lane));

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

    // What a pick reads besides the cell lies together, and 64 bytes of nothing on both sides keep it on cache lines that no other server
    // and no read-only field uses: the workers write here with every request.
    [StructLayout(LayoutKind.Explicit, Size = 168)]
    private struct Shared
    {
        [FieldOffset(64)]
        public int Started;

        [FieldOffset(72)]
        public long Latency;

        [FieldOffset(80)]
        public int Weight;

        [FieldOffset(84)]
        public int Condition;

        // What is added to a slowness and a failing of 1.
        [FieldOffset(88)]
        public float Slower;

        [FieldOffset(92)]
        public float Failing;

        [FieldOffset(96)]
        public int Parked;
    }
}
