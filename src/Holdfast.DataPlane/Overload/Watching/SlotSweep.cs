namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Looks every 100 ms for what must never be: more in flight at a server than its limit has let in, and a free slot beside somebody who waits
/// for one. It finds out from outside, by what workers publish anyway, so that a mistake in taking and giving slots cannot hide itself.
/// Control loop only, but for the counts. Lives on over reloads with the pool's gate. Next: <see cref="PoolWatch"/>, its neighbour.
/// </summary>
internal sealed class SlotSweep
{
    /// <summary>
    /// Between the two looks at an idle slot. One look may see a slot between two requests; the same one, not used and waited for all the
    /// while, is idle. Past 20 ms it is one too long.
    /// </summary>
    public const long SecondLookNanoseconds = 25_000_000;

    // From the first look to when it is judged, 0.1 s as a rule; the queue is looked at every 5 ms, so whoever has the rest of the 25 ms still gives the slot.
    private const long LongestDelayNanoseconds = 5_000_000;

    private readonly Func<int, long> delayOf;
    private Dictionary<ServerState, ServerLook> servers = [];
    private long delayBefore;
    private readonly List<(ServerState Server, uint Requests)> idle = [];
    private long waitedSince;
    private int unjudged;
    private long turnsBefore;
    private long idleSlots;

    /// <param name="delayOf">For how long a thread had no processor, nanoseconds in all; the kernel's word when null.</param>
    public SlotSweep(Func<int, long>? delayOf = null)
    {
        this.delayOf = delayOf ?? ThreadDelay.Of;
    }

    /// <summary>Free slots that stood beside a waiter for too long. Any thread.</summary>
    public long IdleSlots => Volatile.Read(ref idleSlots);

    /// <summary>Requests in flight at the server beyond what its limits allowed. Any thread.</summary>
    public long OverrunsOf(ServerState server) => Volatile.Read(ref servers).GetValueOrDefault(server)?.Overruns ?? 0;

    /// <summary>True when a slot may be idle: to be looked at again, in <see cref="SecondLookNanoseconds"/>.</summary>
    public bool Look(PoolSnapshot pool)
    {
        LookAtLimits(pool.Servers);
        idle.Clear();
        Judge(pool.Gate);
        waitedSince = WaitedSince(pool.Gate);
        if (waitedSince == 0 || unjudged > 0)
        {
            return false;
        }

        foreach (ServerState server in pool.Servers)
        {
            if (CanServe(server))
            {
                idle.Add((server, server.Requests));
            }
        }

        delayBefore = idle.Count > 0 ? delayOf(pool.Gate.OwnerThread) : 0;
        return idle.Count > 0;
    }

    /// <summary>The second look: the same slot, and somebody has waited all the while. Counted by the next <see cref="Look"/>.</summary>
    public void LookAgain(PoolSnapshot pool)
    {
        if (idle.Count == 0 || WaitedSince(pool.Gate) != waitedSince)
        {
            return;
        }

        foreach ((ServerState server, uint requests) in idle)
        {
            // One that has let somebody in may have been full in between.
            if (CanServe(server) && server.Requests == requests)
            {
                unjudged++;
            }
        }

        turnsBefore = TurnsOf(pool.Gate);
        idle.Clear();
    }

    /// <summary>
    /// Counts what the second look has found, but not where the machine gave the owner's worker no processor: then nobody forgot the slot, and what it shows is
    /// how busy the machine is. The kernel books such a wait when it is over, so its word counts once the worker has turned since that look.
    /// </summary>
    private void Judge(PoolGate gate)
    {
        if (unjudged == 0 || (gate.OwnerCounters is not null && TurnsOf(gate) == turnsBefore))
        {
            return;
        }

        if (delayOf(gate.OwnerThread) - delayBefore < LongestDelayNanoseconds)
        {
            Volatile.Write(ref idleSlots, idleSlots + unjudged);
        }

        unjudged = 0;
    }

    private static long TurnsOf(PoolGate gate) => gate.OwnerCounters is { } owner ? Volatile.Read(ref owner.LoopTurns) : 0;

    private static bool CanServe(ServerState server) => server.HasRoom && server.Available && server.Weight > 0;

    /// <summary>Since when the queue has never been empty; 0 when nobody waits, or only such as may not have what is free.</summary>
    private static long WaitedSince(PoolGate gate) => gate.Waiting > 0 && !gate.AreAllBarred ? gate.BusySince : 0;

    private void LookAtLimits(ServerState[] present)
    {
        if (servers.Count != present.Length || !Array.TrueForAll(present, servers.ContainsKey))
        {
            // Replaced whole, with only those that are there now: others read it without a lock.
            Volatile.Write(ref servers, present.Distinct().ToDictionary(server => server, server => servers.GetValueOrDefault(server) ?? new ServerLook()));
        }

        foreach ((ServerState server, ServerLook look) in servers)
        {
            look.Look(server);
        }
    }

    private sealed class ServerLook
    {
        private int before;
        private long overruns;

        public long Overruns => Volatile.Read(ref overruns);

        /// <summary>Nobody comes in above the limit: there is at most what was there at the last look, or what the highest limit since then allowed.</summary>
        public void Look(ServerState server)
        {
            if (!server.Limits.MayBeSet)
            {
                // Another process changes the limit, and looks for both.
                before = ServerState.Unlimited;
                return;
            }

            int highest = server.Limits.TakeHighest();
            int inFlight = server.InFlight;
            int allowed = Math.Max(before, Math.Max(highest, server.Limits.Highest));
            Volatile.Write(ref overruns, overruns + Math.Max(0, inFlight - allowed));
            before = inFlight;
        }
    }
}
