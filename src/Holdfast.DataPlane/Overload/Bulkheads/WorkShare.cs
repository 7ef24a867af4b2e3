namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The law from a bulkhead's share of the work to its share of the places. A place is held while its request waits inside the server, too, and limits let more in than a
/// server works at: of two routes that wait equally long there, the places of the one with long requests do more work. With
/// e the worked part of the time that places are held, s the share and r = e of the others / e of the route, the route does s of the work on
/// <c>r / ((1 - s) + s r)</c> times s of the places. Only how both compare counts, so servers that have become slower altogether change nothing.
/// Control loop only. Next: <see cref="Bulkhead"/>.
/// </summary>
internal sealed class WorkShare
{
    // For each tick of 100 ms: 5 s, as for the median of service times.
    private const double Kept = 0.98;

    // A tenth of a second on one place is taken for worked: what is said of few requests, or of some that were long ago, is drawn to "no waiting".
    private const double GrantedNanoseconds = 1e8;

    // Below it the estimate and not the waiting would decide.
    private const double LeastWorked = 0.05;

    // What a route takes by itself is known within 15 %: so much is no difference, and from twice as much on all of it is one.
    private const double Sure = 0.8;

    private double routeHeld;
    private double routeWaited;
    private double othersHeld;
    private double othersWaited;
    private long heldBefore;

    /// <summary>Places that its share comes to, over the share of all places. 1 where its places work no more than those of the others.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>The r of the law, at most 1: what places of the others work at, over what those of the route do.</summary>
    public double Compared { get; private set; } = 1;

    /// <summary>Others of the pool have held places lately: the share decides who gets them.</summary>
    public bool DoOthersAsk => othersHeld > GrantedNanoseconds;

    /// <summary>For how long the route has held places since the last call.</summary>
    /// <param name="sum">Since the start.</param>
    public long TakeHeld(long sum)
    {
        long held = sum - heldBefore;
        heldBefore = sum;
        return held;
    }

    /// <summary>
    /// To be called every 100 ms with what has ended since: nanoseconds for which places were held, and for which their requests waited inside the servers.
    /// </summary>
    public void Update(double share, (double Held, double Waited) route, (double Held, double Waited) others)
    {
        routeHeld = (Kept * routeHeld) + route.Held;
        routeWaited = (Kept * routeWaited) + route.Waited;
        othersHeld = (Kept * othersHeld) + Math.Max(0, others.Held);
        othersWaited = (Kept * othersWaited) + others.Waited;
        Compared = Beyond(Worked(othersHeld, othersWaited) / Worked(routeHeld, routeWaited));
        Factor = Compared / (1 - share + (share * Compared));
    }

    private static double Beyond(double compared) => Math.Min(1, compared + Math.Max(0, compared - Sure));

    private static double Worked(double held, double waited) => Math.Clamp((held + GrantedNanoseconds - waited) / (held + GrantedNanoseconds), LeastWorked, 1);
}
