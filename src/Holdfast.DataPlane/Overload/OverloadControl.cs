using Holdfast.DataPlane.Takeover;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The thread of the control loop: every 100 ms each pool's <see cref="PoolControl"/> turns what the workers counted into limits and
/// thresholds. Workers never wait for it: without it they serve on with what it last said. Owner: the gateway.
/// </summary>
internal sealed class OverloadControl : IDisposable
{
    /// <summary>
    /// A surge must show in the thresholds within 120 ms. Shorter ticks see too few requests of small pools to tell chance from change.
    /// </summary>
    public const long TickNanoseconds = 100_000_000;

    // So much of the load moves the threshold; for less its histogram stays, which is exact only when it is long.
    private const double NoticeableShare = 0.1;

    private readonly Lock changing = new();
    // Sleeps at once: looking for a while whether it is set already would be most of what the loop takes.
    private readonly ManualResetEventSlim stopping = new(initialState: false, spinCount: 0);
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly SharedLimits? shared;
    private readonly Thread thread;

    // What is to be said when the lock is free: whoever changes the configuration must not wait for a log. Control loop only.
    private readonly List<(EventLevel Level, string Kind, string Message)> toSay = [];
    private IReadOnlyList<PoolSnapshot> pools = [];
    private bool mustLookAgain;

    /// <param name="shared">The limits that a predecessor or a successor keeps, too; null for none.</param>
    public OverloadControl(IClock clock, EventLog events, SharedLimits? shared = null)
    {
        this.shared = shared;
        this.clock = clock;
        this.events = events;
        thread = new Thread(Run) { Name = "overload", IsBackground = true };
    }

    /// <summary>What it has to say; this thread must not wait for a log.</summary>
    public OverloadNotices Notices { get; } = new();

    /// <summary>The gateway's own; null where nobody looks.</summary>
    public PressureControl? Pressure { get; set; }

    public void Start() => thread.Start();

    /// <summary>Compiles with the loop at rest, because a compilation gives the pools' controls other servers and routes.</summary>
    public RoutingSnapshot Adopt(Func<RoutingSnapshot> compile)
    {
        lock (changing)
        {
            (PoolGate Gate, Bulkhead[] Bulkheads)[] before = [.. pools.Where(pool => pool.IsProtected).Select(pool => (pool.Gate, pool.Gate.Bulkheads))];
            RoutingSnapshot snapshot = compile();
            pools = snapshot.Pools;
            SayWhoLeft(before);
            return snapshot;
        }
    }

    /// <summary>Of what was said to refuse, and is not looked at any more, nobody else would say that it is over.</summary>
    private void SayWhoLeft((PoolGate Gate, Bulkhead[] Bulkheads)[] before)
    {
        HashSet<PoolGate> gates = [.. pools.Where(pool => pool.IsProtected).Select(pool => pool.Gate)];
        foreach ((PoolGate gate, Bulkhead[] bulkheads) in before)
        {
            foreach (Bulkhead bulkhead in gates.Contains(gate) ? bulkheads.Except(gate.Bulkheads) : bulkheads)
            {
                bulkhead.Watch.Leave(gate.Pool, bulkhead, Notices);
            }

            if (!gates.Contains(gate))
            {
                gate.Watch.Leave(Notices);
            }
        }
    }

    /// <summary>This process says what the limits are from now on.</summary>
    public void TakeCharge()
    {
        lock (changing)
        {
            shared?.TakeCharge();
            PutLimitsInForce();
        }
    }

    public void Tick()
    {
        lock (changing)
        {
            TickShared();
            foreach (PoolSnapshot pool in pools)
            {
                if (pool.IsProtected)
                {
                    Guard(pool, Tick);
                }
            }
        }

        Say();
    }

    /// <summary>The second look at slots that may be idle; a while after the tick.</summary>
    public void LookAgain()
    {
        lock (changing)
        {
            mustLookAgain = false;
            foreach (PoolSnapshot pool in pools)
            {
                if (pool.IsProtected)
                {
                    Guard(pool, each => each.Gate.Sweep.LookAgain(each));
                }
            }
        }
    }

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        stopping.Dispose();
        Pressure?.Dispose();
    }

    private void PutLimitsInForce()
    {
        foreach (PoolSnapshot pool in pools)
        {
            Array.ForEach(pool.Servers, server => server.Limits.PutInForce());
        }
    }

    private void TickShared()
    {
        try
        {
            if (shared is not null && shared.Tick(clock.NowNanoseconds))
            {
                toSay.Add((EventLevel.Warning, "takeover", "the process that was to take over has ended; this one keeps the limits"));
                PutLimitsInForce();
            }

            if (shared?.TakeApart() is > 0 and var apart)
            {
                toSay.Add((EventLevel.Warning, "takeover", $"the memory that a successor counts in has no place left for {apart} servers: during a takeover each process gives them their whole limit"));
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            toSay.Add((EventLevel.Error, "takeover", $"what is shared with another process could not be looked at: {failure.Message}"));
        }
    }

    private void Tick(PoolSnapshot pool)
    {
        PoolGate gate = pool.Gate;
        long now = clock.NowNanoseconds;
        gate.Control.Tick(now, new QueueState(gate.WaitingInMain, gate.WaitingByClass(), gate.BusyAt(now)));
        PoolControlState state = gate.Control.State;
        gate.Queue?.Configure(QueueSettings.For(state.Capacity, state.MedianServiceNanoseconds, state.Crowd));
        WorkRound.Tick(gate.Bulkheads, gate.Control, now);
        BulkheadRound.Tick(gate.Bulkheads, gate.Control.Servers, gate.WaitingInMain, state.Shed > 0, state.SumOfLimits, now);
        foreach (Bulkhead bulkhead in gate.Bulkheads)
        {
            bulkhead.Watch.Tick(gate.Pool, bulkhead, now, Notices);
        }

        gate.Watch.Tick(gate.Control, now, Notices);
        // Those who wait where the crowd fits are served in turns all the same; nobody is refused for what the others ask.
        bool isContended = state.Shed > 0 || (gate.Waiting > 0 && state.Crowd != Crowd.Fits);
        double servable = state.Capacity > 0 && state.ArrivalsPerSecond > 0 ? state.Capacity / state.ArrivalsPerSecond : 1;
        double newlyOver = gate.Fairness.Tick([.. gate.Usages.OfType<ClientUsage>()], isContended, servable, state.SumOfLimits, now);
        if (newlyOver >= NoticeableShare)
        {
            gate.Control.GreedyWereFound();
            Array.ForEach(gate.Bulkheads, bulkhead => bulkhead.Control.GreedyWereFound());
        }

        mustLookAgain |= gate.Sweep.Look(pool);
    }

    /// <summary>A mistake in the loop of one pool must not take the others' or the process with it: its limits stay as they are.</summary>
    private void Guard(PoolSnapshot pool, Action<PoolSnapshot> look)
    {
        try
        {
            look(pool);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            toSay.Add((EventLevel.Error, "overload", $"the limits of pool {pool.Gate.Pool} could not be adapted: {failure.Message}"));
        }
    }

    private void Say()
    {
        foreach ((EventLevel level, string kind, string message) in toSay)
        {
            events.Write(level, kind, message);
        }

        toSay.Clear();
    }

    private void TickPressure()
    {
        try
        {
            Pressure?.Tick(clock.NowNanoseconds);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            events.Error("pressure", $"the gateway's own pressure could not be read: {failure.Message}");
        }
    }

    private void Run()
    {
        using PauseWatch? watch = Pressure?.WatchCollections();
        BackgroundCollector? collector = Pressure is null ? null : BackgroundCollector.OfProcess();
        long due = clock.NowNanoseconds + TickNanoseconds;
        while (!stopping.Wait(TimeSpan.FromTicks(Math.Max(0, due - clock.NowNanoseconds) / 100)))
        {
            Tick();
            TickPressure();
            collector?.Tick(clock.NowNanoseconds);
            if (mustLookAgain && !stopping.Wait(TimeSpan.FromTicks(SlotSweep.SecondLookNanoseconds / 100)))
            {
                LookAgain();
            }

            due = NextDue(due, clock.NowNanoseconds);
        }
    }

    /// <summary>
    /// After a stall the missed ticks are not made up: they would all see the same counts. Nor is there one within half a tick's time of now: what is
    /// counted in a moment says nothing of a second, one answer in 0.1 ms being 10,000 a second.
    /// </summary>
    internal static long NextDue(long due, long now)
    {
        long next = due + TickNanoseconds;
        return next >= now + (TickNanoseconds / 2) ? next : now + TickNanoseconds;
    }
}
