namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Requests a second that a pool can serve, as people are told: only what was seen while somebody waited, and of the servers that may be used now.
/// What the queue reckons with is <see cref="CapacityEstimate"/>: a guess that is good enough to begin with, and not to plan by. Control loop only.
/// </summary>
internal sealed class LearnedCapacity
{
    private readonly Dictionary<ServerState, Seen> full = [];
    private readonly Dictionary<ServerState, AnswerRate> answered = [];

    /// <param name="measured">Requests a second that the pool completed while somebody waited; 0 where nobody did.</param>
    /// <param name="elapsed">Since the last call, nanoseconds.</param>
    /// <returns>Requests a second; 0 while one of the servers in use was never seen to be full, and when none is in use.</returns>
    public double Of(ServerControl[] servers, double measured, long elapsed)
    {
        Forget(servers);
        double done = Done(servers, elapsed, out double lasting);
        double promised = 0;
        foreach (ServerControl server in servers)
        {
            promised += server.Server.Available ? Promised(server) : 0;
        }

        if (measured > 0 && promised > 0)
        {
            // Requests of routes with a bulkhead are not in what was measured.
            Learn(servers, Math.Max(measured, done) / promised);
            return Math.Max(measured, done);
        }

        double known = Known(servers);
        if (known > 0 && lasting > known)
        {
            Raise(servers, lasting / known);
        }

        return known > 0 ? Math.Max(known, done) : 0;
    }

    /// <summary>What the servers in use answer a second: whatever else is known, they can do that.</summary>
    private double Done(ServerControl[] servers, long elapsed, out double lasting)
    {
        double done = lasting = 0;
        foreach (ServerControl server in servers)
        {
            if (!answered.TryGetValue(server.Server, out AnswerRate? rate))
            {
                rate = answered[server.Server] = new AnswerRate(server.Answered);
            }

            rate.Update(server.Answered, elapsed);
            // What one did that is held down now says nothing of what it may do.
            bool counts = server.Server.Available && !IsHeldDown(server);
            done += counts ? rate.PerSecond : 0;
            lasting += counts ? rate.LastingPerSecond : 0;
        }

        return done;
    }

    private double Known(ServerControl[] servers)
    {
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

    // What they were seen to do when they were last full was less than they do now, and nobody waits: it was a bad moment.
    private void Raise(ServerControl[] servers, double times)
    {
        foreach (ServerControl server in servers)
        {
            if (server.Server.Available && !IsHeldDown(server) && full.TryGetValue(server.Server, out Seen seen))
            {
                full[server.Server] = seen with { PerSecond = seen.PerSecond * times };
            }
        }
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

        if (answered.Count > servers.Length)
        {
            foreach (ServerState gone in answered.Keys.Where(known => !Array.Exists(servers, server => server.Server == known)).ToArray())
            {
                answered.Remove(gone);
            }
        }
    }

    private readonly record struct Seen(double PerSecond, double ServiceNanoseconds);

    private sealed class AnswerRate(long before)
    {
        // Chance makes a second of 400 requests 14 more; what is kept is to be nearer to the truth.
        private const double SoonNanoseconds = 1e9;
        private const double LastingNanoseconds = 3e9;

        private long answers = before;

        public double PerSecond { get; private set; }

        public double LastingPerSecond { get; private set; }

        public void Update(long sum, long elapsed)
        {
            double rate = (sum - answers) / (elapsed / 1e9);
            answers = sum;
            PerSecond += (1 - Math.Exp(-elapsed / SoonNanoseconds)) * (rate - PerSecond);
            LastingPerSecond += (1 - Math.Exp(-elapsed / LastingNanoseconds)) * (rate - LastingPerSecond);
        }
    }
}
