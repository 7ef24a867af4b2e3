namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests a second that a pool can serve, as people are told: only what was seen while somebody waited, and of the servers that may be used now.
/// What the queue reckons with is <see cref="CapacityEstimate"/>: a guess that is good enough to begin with, and not to plan by. Control loop only.
/// </summary>
internal sealed class LearnedCapacity
{
    private readonly Dictionary<ServerState, Seen> full = [];

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
                if (!full.TryGetValue(server.Server, out Seen seen))
                {
                    return 0;
                }

                sum += seen.PerSecond * PartOf(server, seen);
            }
        }

        return sum;
    }

    // While somebody waits none has a free place: each does its part of what limits and service times promise.
    private void Learn(ServerControl[] servers, double doneOfPromised)
    {
        foreach (ServerControl server in servers)
        {
            // What one can do that is held down says nothing about what it can do.
            if (server.Server.Available && !IsHeldDown(server) && Promised(server) is > 0 and double promised)
            {
                full[server.Server] = new Seen(promised * doneOfPromised, server.MeanServiceNanoseconds);
            }
        }
    }

    /// <summary>
    /// Of what it did at its best. Slower than then it does less; quicker it is whenever it has little to do. A lower limit by itself is no less: where few ask, limits
    /// come down with them.
    /// </summary>
    private static double PartOf(ServerControl server, Seen seen)
    {
        double part = server.MeanServiceNanoseconds > 0 ? Math.Min(1, seen.ServiceNanoseconds / server.MeanServiceNanoseconds) : 1;
        part *= IsHeldDown(server) ? server.Server.Cap / (double)server.Server.OwnLimit : 1;
        return server.State.Reason == LimitReason.Fixed ? Math.Min(part, Promised(server) / seen.PerSecond) : part;
    }

    // Suspected, or coming back step by step.
    private static bool IsHeldDown(ServerControl server) => server.Server.Cap < server.Server.OwnLimit;

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

    private readonly record struct Seen(double PerSecond, double ServiceNanoseconds);
}
