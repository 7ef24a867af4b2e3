namespace Holdfast.DataPlane.Overload;

/// <summary>One look of the control loop at a pool's bulkheads: what do the others of the pool want? Control loop only.</summary>
internal static class BulkheadRound
{
    /// <param name="waitingInMain">Requests of routes without a bulkhead that wait.</param>
    /// <param name="mainIsShort">Such requests are refused for want of capacity.</param>
    public static void Tick(Bulkhead[] bulkheads, IReadOnlyList<ServerControl> servers, int waitingInMain, bool mainIsShort, int limits, long nowNanoseconds)
    {
        int main = waitingInMain;
        foreach (ServerControl server in servers)
        {
            main += server.Server.InFlight;
        }

        foreach (Bulkhead bulkhead in bulkheads)
        {
            main -= bulkhead.InFlight;
        }

        foreach (Bulkhead bulkhead in bulkheads)
        {
            bulkhead.Tick(nowNanoseconds, limits, mainIsShort ? limits : Math.Max(0, main) + WantedByOthers(bulkheads, bulkhead));
        }
    }

    /// <summary>Of other bulkheads no more than their share counts: two crowds would leave places to nobody.</summary>
    private static int WantedByOthers(Bulkhead[] bulkheads, Bulkhead one)
    {
        int wanted = 0;
        foreach (Bulkhead other in bulkheads)
        {
            wanted += other == one ? 0 : Math.Min(other.InFlight + other.Queue.Count, other.Places);
        }

        return wanted;
    }
}
