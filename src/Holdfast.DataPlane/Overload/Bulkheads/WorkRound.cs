namespace Holdfast.DataPlane.Overload;

/// <summary>One look of the control loop at what the places of a pool's bulkheads and of the others work at. Control loop only. Next: <see cref="WorkShare"/>.</summary>
internal static class WorkRound
{
    /// <summary>After the pool's own look, before <see cref="BulkheadRound"/>.</summary>
    public static void Tick(Bulkhead[] bulkheads, PoolControl pool, long nowNanoseconds)
    {
        bool isContested = Array.Exists(bulkheads, static bulkhead => bulkhead.Work.DoOthersAsk);
        double held = 0;
        double level = 0;
        foreach (ServerControl server in pool.Servers)
        {
            server.LooksDeep = isContested;
            level += server.Baseline.Value;
            held += server.HeldNanoseconds;
        }

        if (bulkheads.Length == 0)
        {
            return;
        }

        double waited = 0;
        foreach (RouteBaseline route in pool.Routes)
        {
            route.LookInside(level / Math.Max(1, pool.Servers.Count), nowNanoseconds);
            waited += route.Inside.WaitedNanoseconds;
        }

        foreach (Bulkhead bulkhead in bulkheads)
        {
            InsideWait? inside = bulkhead.Baseline?.Inside;
            double own = inside?.WaitedNanoseconds ?? 0;
            // Where nobody knows how long its own wait, the others' tell nothing: it would have fewer places for what its own may wait, too.
            double others = inside?.IsKnown == true ? waited - own : 0;
            long ownHeld = bulkhead.Work.TakeHeld(bulkhead.Service.Nanoseconds);
            bulkhead.Work.Update(bulkhead.Share, (ownHeld, own), (held - ownHeld, others));
        }
    }
}
