namespace Holdfast.Simulation;

/// <summary>Who gets which slot: the gateway's own round, or one with a mistake in it.</summary>
internal sealed class FlawedRound(Bug bug, PartedQueue queue, PoolState pool)
{
    private SlotRound round = new(queue, pool);

    public bool AreAllBarred => round.AreAllBarred;

    /// <summary>What a limit that is looked at first and taken afterwards would let through.</summary>
    public static ServerState Overstep(PoolState pool)
    {
        pool.Snapshot.Servers[0].Traffic++;
        return pool.Snapshot.Servers[0];
    }

    public Waiter? Next(long now, out ServerState? server)
    {
        if (bug == Bug.HoldsUpForTheFirst)
        {
            return First(now, out server);
        }

        if (bug == Bug.WaitsForTheDead && !Array.Exists(pool.Snapshot.Servers, each => each.Available))
        {
            server = null;
            return null;
        }

        Waiter? waiter = round.Next(now, out server);
        if (waiter is null && bug == Bug.OverstepsLimits && queue.Next(now) is { } next)
        {
            queue.Take(next);
            server = Overstep(pool);
            return next;
        }

        return waiter;
    }

    private Waiter? First(long now, out ServerState? server)
    {
        server = null;
        if (queue.Next(now) is not { } waiter)
        {
            return null;
        }

        server = FreeSlot.TryTake(pool, new BalancingRequest(waiter.HashKey, waiter.Avoid, now), out bool anyAvailable);
        if (server is null)
        {
            if (!anyAvailable)
            {
                queue.EndAll(WaitEnd.NoServer);
            }

            return null;
        }

        queue.Take(waiter);
        return waiter;
    }
}
