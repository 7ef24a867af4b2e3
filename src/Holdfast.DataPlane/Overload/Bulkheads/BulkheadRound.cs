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

        int wantedByMain = mainIsShort ? limits : Math.Max(0, main);
        double claims = 0;
        foreach (Bulkhead bulkhead in bulkheads)
        {
            bulkhead.Look(wantedByMain);
            claims += bulkhead.IsAskedFor ? bulkhead.Claim : 0;
        }

        foreach (Bulkhead bulkhead in bulkheads)
        {
            // Whoever is asked for next finds what it would have beside those that are asked for now.
            double withIt = bulkhead.IsAskedFor ? claims : claims + bulkhead.Claim;
            int wanted = mainIsShort ? limits : wantedByMain + WantedByOthers(bulkheads, bulkhead, limits, withIt);
            bulkhead.Tick(nowNanoseconds, limits, wanted, bulkhead.PartOf(limits, withIt - bulkhead.Claim));
        }
    }

    /// <summary>Of other bulkheads no more than their part counts: two crowds would leave places to nobody.</summary>
    private static int WantedByOthers(Bulkhead[] bulkheads, Bulkhead one, int limits, double claims)
    {
        int wanted = 0;
        foreach (Bulkhead other in bulkheads)
        {
            int asked = other == one ? 0 : other.InFlight + other.Queue.Count;
            wanted += asked == 0 ? 0 : Math.Min(asked, other.PartOf(limits, claims - other.Claim));
        }

        return wanted;
    }
}
