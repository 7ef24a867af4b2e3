using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Binds a request for a session (an upgrade to WebSocket) to a server: it needs a place among the server's sessions, which it keeps for as long
/// as it lasts, and a slot for the upgrade. Of the servers that have both it is the one with the fewest sessions for its bound or its weight,
/// because what is in flight says nothing about sessions. Worker thread only; next: <see cref="SessionPlaces.TryTake"/>.
/// </summary>
internal static class SessionPlace
{
    // As for slots: who loses a place to another worker so often waits or is refused.
    private const int AttemptsMaximum = 4;

    /// <summary>The server, entered twice; null when none has both.</summary>
    /// <param name="preferred">The policy's choice: taken where the policy binds requests to servers, which users of sessions rely on.</param>
    public static ServerState? TryTake(PoolState pool, in BalancingRequest request, ServerState preferred)
    {
        bool binds = pool.Snapshot.Balance.Policy is BalancePolicy.ConsistentHash or BalancePolicy.First;
        if (binds && TryEnter(preferred))
        {
            return preferred;
        }

        for (int attempt = 0; attempt < AttemptsMaximum; attempt++)
        {
            ServerState? emptiest = Emptiest(pool.Snapshot.Servers, request.Avoid) ?? Emptiest(pool.Snapshot.Servers, avoid: null);
            if (emptiest is null || TryEnter(emptiest))
            {
                return emptiest;
            }
        }

        return null;
    }

    /// <summary>Both or neither.</summary>
    public static bool TryEnter(ServerState server)
    {
        if (!server.Places.TryTake())
        {
            return false;
        }

        if (!server.TryEnter())
        {
            server.Places.GiveBack();
            return false;
        }

        return true;
    }

    /// <summary>
    /// To wait would help nobody: no server has a place. Or one has, but its slots are taken while another's are free: whoever waits for that one
    /// would keep the others from free slots. Who finds one with both has only come too early or too late.
    /// </summary>
    /// <param name="wasAsked">The servers were asked for a slot: otherwise a free one says nothing, because it was not this request's turn.</param>
    public static bool IsHopeless(ServerState[] servers, bool wasAsked = true)
    {
        bool anyPlace = false;
        bool anySlot = false;
        foreach (ServerState server in servers)
        {
            if (server.Available && server.Weight > 0)
            {
                bool hasPlace = server.Places.HasFree;
                bool hasSlot = server.HasRoom;
                if (hasPlace && hasSlot)
                {
                    return false;
                }

                anyPlace |= hasPlace;
                anySlot |= hasSlot;
            }
        }

        return !anyPlace || (anySlot && wasAsked);
    }

    private static ServerState? Emptiest(ServerState[] servers, ServerState? avoid)
    {
        ServerState? best = null;
        float lowest = float.MaxValue;
        foreach (ServerState server in servers)
        {
            if (server == avoid || !server.Available || server.Weight <= 0 || !server.Places.HasFree || !server.HasRoom)
            {
                continue;
            }

            float use = (float)server.Places.Held / (server.Places.Maximum > 0 ? server.Places.Maximum : server.Weight);
            if (use < lowest)
            {
                lowest = use;
                best = server;
            }
        }

        return best;
    }
}
