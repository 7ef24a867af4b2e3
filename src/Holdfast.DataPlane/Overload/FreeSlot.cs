namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Binds a request to a server whose limit has room: the one that the pool's policy prefers, else the one that has most of its limit left.
/// Weights, stickiness and hashing are wishes, the limit is law. Worker thread only.
/// </summary>
internal static class FreeSlot
{
    // Another worker may take the slot between look and take; after a few such losses the request waits, and the queue's owner goes on.
    private const int AttemptsMaximum = 4;

    // Beyond so many servers it is not the very roomiest of all, but of so many: to look at thousands for each request that does not get the server it
    // prefers would cost more than to proxy it. Only while none of them has room it looks on, because nobody is to wait beside a free slot.
    private const int LookedAtEnough = 64;

    /// <summary>The server, entered; null when all are full, or when there is none at all.</summary>
    /// <param name="anyAvailable">False when no server may be used: waiting would be in vain.</param>
    public static ServerState? TryTake(PoolState pool, in BalancingRequest request, out bool anyAvailable)
    {
        ServerState? preferred = pool.Balancer.Pick(request);
        anyAvailable = preferred is not null;
        if (request.IsSession && anyAvailable)
        {
            return SessionPlace.TryTake(pool, request, preferred!);
        }

        if (preferred is null || preferred.TryEnter())
        {
            return preferred;
        }

        for (int attempt = 0; attempt < AttemptsMaximum; attempt++)
        {
            ServerState? roomiest = Roomiest(pool, request.Avoid);
            if (roomiest is null || roomiest.TryEnter())
            {
                return roomiest;
            }
        }

        return null;
    }

    /// <summary>The server with the lowest share of its limit in use, in large pools of some of them; null when every one is full or out.</summary>
    public static ServerState? Roomiest(PoolState pool, ServerState? avoid)
    {
        ServerState[] servers = pool.Snapshot.Servers;
        ServerState? best = null;
        float lowest = 1;
        int index = pool.LookFrom;
        for (int looked = 0; looked < servers.Length && (best is null || looked < LookedAtEnough); looked++)
        {
            ServerState server = servers[index];
            index = index + 1 < servers.Length ? index + 1 : 0;
            float use = (float)server.InFlight / server.Limit;
            if (use < lowest && server.Available && server.Weight > 0 && server != avoid && server.HasRoom)
            {
                lowest = use;
                best = server;
            }
        }

        // After all of them it is where it was: small pools are always looked at from the first on.
        pool.LookFrom = index;
        return best;
    }
}
