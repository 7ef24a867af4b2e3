namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Binds a request to a server whose limit has room: the one that the pool's policy prefers, else the one that has most of its limit left.
/// Weights, stickiness and hashing are wishes, the limit is law. Worker thread only.
/// </summary>
internal static class FreeSlot
{
    // Another worker may take the slot between look and take; after a few such losses the request waits, and the queue's owner goes on.
    private const int AttemptsMaximum = 4;

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
            ServerState? roomiest = Roomiest(pool.Snapshot.Servers, request.Avoid);
            if (roomiest is null || roomiest.TryEnter())
            {
                return roomiest;
            }
        }

        return null;
    }

    /// <summary>The server with the lowest share of its limit in use; null when every one is full or out.</summary>
    public static ServerState? Roomiest(ServerState[] servers, ServerState? avoid)
    {
        ServerState? best = null;
        float lowest = 1;
        foreach (ServerState server in servers)
        {
            float use = (float)server.InFlight / server.Limit;
            if (use < lowest && server.Available && server.Weight > 0 && server != avoid && server.HasRoom)
            {
                lowest = use;
                best = server;
            }
        }

        return best;
    }
}
