namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One round of giving free slots to those who wait: who is next, and of which server. Where the first may not have what is free, because that
/// server has just failed its request, those behind it may. Owner's thread only. Next: <see cref="PartedQueue"/>, <see cref="FreeSlot"/>.
/// </summary>
internal struct SlotRound
{
    private readonly PartedQueue waiters;
    private readonly PoolState pool;

    // The server with room that the first of the queue may not have. For the rest of the round: what comes free meanwhile begins another one.
    private ServerState? barred;

    public SlotRound(PartedQueue waiters, PoolState pool)
    {
        this.waiters = waiters;
        this.pool = pool;
    }

    /// <summary>Whoever is left may have nothing of what is free. Known when the round is over.</summary>
    public bool AreAllBarred { get; private set; }

    /// <summary>The next one, taken out of the queue, and the server that it has entered; null when the round is over.</summary>
    public Waiter? Next(long nowNanoseconds, out ServerState? server)
    {
        while (waiters.Next(nowNanoseconds, barred) is { } waiter)
        {
            BalancingRequest request = new(waiter.HashKey, waiter.Avoid, nowNanoseconds, waiter.IsSession);
            server = FreeSlot.TryTake(pool, request, out bool anyAvailable);
            if (server is not null)
            {
                waiters.Take(waiter);
                return waiter;
            }

            if (!anyAvailable)
            {
                waiters.EndAll(WaitEnd.NoServer);
                return null;
            }

            if (waiter.IsSession && SessionPlace.IsHopeless(pool.Snapshot.Servers))
            {
                // Those behind it may want no session.
                waiters.GiveUp(waiter, WaitEnd.SessionsFull);
                continue;
            }

            if (barred is not null || waiter.Avoid is not { Available: true, HasRoom: true, Weight: > 0 } avoid)
            {
                // All are full, or so it was when the last one looked.
                return null;
            }

            barred = avoid;
        }

        // A share that is used up, or a server that has failed all of them.
        AreAllBarred = waiters.Count > 0;
        server = null;
        return null;
    }
}
