namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests a second that a pool can serve, as people are told: only what was seen while somebody waited, and of the servers that may be used now.
/// What the queue reckons with is <see cref="CapacityEstimate"/>: a guess that is good enough to begin with, and not to plan by. Control loop only.
/// </summary>
internal sealed class LearnedCapacity
{
    private readonly Dictionary<ServerState, double> full = [];

    /// <param name="measured">Requests a second that the pool completed while somebody waited; 0 where nobody did.</param>
    /// <returns>Requests a second; 0 while one of the servers in use was never seen to be full, and when none is in use.</returns>
    public double Of(ServerControl[] servers, double measured)
    {
        Forget(servers);
        double promised = 0;
        foreach (ServerControl server in servers)
        {
            promised += server.Server.Available ? Promised(server) : 0;
        }

        if (measured > 0 && promised > 0)
        {
            Learn(servers, measured / promised);
            return measured;
        }

        double sum = 0;
        foreach (ServerControl server in servers)
        {
            if (server.Server.Available)
            {
                if (!full.TryGetValue(server.Server, out double most))
                {
                    return 0;
                }

                // Slower than when it was full, or with less of its limit: then that is what it can do. Quicker it is whenever it has little to do.
                sum += Promised(server) is > 0 and double now ? Math.Min(most, now) : most;
            }
        }

        return sum;
    }

    // While somebody waits none has a free place: each does its part of what limits and service times promise.
    private void Learn(ServerControl[] servers, double doneOfPromised)
    {
        foreach (ServerControl server in servers)
        {
            if (server.Server.Available && Promised(server) is > 0 and double promised)
            {
                full[server.Server] = promised * doneOfPromised;
            }
        }
    }

    // What looks at low use halves the limit for a moment, and not what the server can do.
    private static double Promised(ServerControl server) => server.MeanServiceNanoseconds > 0
        ? (server.State.Reason == LimitReason.Probe ? server.Law.Limit : server.Server.Limit) / (server.MeanServiceNanoseconds / 1e9)
        : 0;

    private void Forget(ServerControl[] servers)
    {
        if (full.Count > servers.Length)
        {
            foreach (ServerState gone in full.Keys.Where(known => !Array.Exists(servers, server => server.Server == known)).ToArray())
            {
                full.Remove(gone);
            }
        }
    }
}
