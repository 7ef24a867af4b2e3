namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long one route's answers waited inside the servers: the time that they took, less the time that they take where nothing waits. That is the least
/// that many of them together were seen to take: what waits inside can only make it longer. How many is many depends on how they scatter. The limits
/// are judged by it only where a pool has a share and their own figure is of the first answers (<see cref="RouteBaseline"/>): a mean over all looks at
/// low use has the waiting in it that half of a limit brings where requests of very different length share few places. Control loop only. Next: <see cref="WorkShare"/>.
/// </summary>
internal sealed class InsideWait
{
    // It rises by itself, to twice as much in six minutes: a route that has become slower by itself is no route that waits. Where little is asked, or a
    // server is looked at while it has little to do, it is found anew before that.
    private const double RisesEachSecond = 0.002;

    // The control loop looks ten times a second. What came in a longer time came while nobody looked, a whole day where a share was taken away and given
    // again: it is no look's, and nothing was seen of how it came.
    private const long LongestLookNanoseconds = 1_000_000_000;

    // Where times turn out to scatter so much that it should have been found of more than twice as many answers, nothing is known.
    private const double TooFew = 2;

    private readonly AnswerPauses pauses = new();
    private AnswerScatter scatter;
    private AnswerBlock all;
    private AnswerBlock low;
    private RouteSums before;
    private long foundOf;
    private long updatedAt;

    /// <summary>What an answer takes where nothing waits, nanoseconds to its first byte; 0 while not known.</summary>
    public double BareNanoseconds { get; private set; }

    /// <summary>There is an idea of it: what was found here, or what the route's servers are judged by.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>
    /// For how long the requests that ended since the last look have waited, together; below 0 where chance had them quick. Those that got no answer count with
    /// all their time: nothing came of it.
    /// </summary>
    public double WaitedNanoseconds { get; private set; }

    /// <param name="sum">Of all workers.</param>
    /// <param name="expectedNanoseconds">The mean at low use (<see cref="RouteBaseline.ExpectedNanoseconds"/>), 0 while not known: soon there, and exact where nothing waited then.</param>
    public void Update(in RouteSums sum, double expectedNanoseconds, long nowNanoseconds)
    {
        long passed = updatedAt == 0 ? long.MaxValue : nowNanoseconds - updatedAt;
        updatedAt = nowNanoseconds;
        if (passed <= LongestLookNanoseconds)
        {
            Look(sum, expectedNanoseconds, passed / 1e9, nowNanoseconds);
        }
        else
        {
            WaitedNanoseconds = 0;
            scatter.Begin(sum);
            BeginBlocks(sum, nowNanoseconds);
        }

        before = sum;
    }

    private void Look(in RouteSums sum, double expectedNanoseconds, double seconds, long nowNanoseconds)
    {
        long count = sum.All.Count - before.All.Count;
        scatter.Update(sum);
        if (AnswerBlock.Needed(scatter.Variation) > TooFew * foundOf)
        {
            BareNanoseconds = 0;
        }

        double took = sum.All.Nanoseconds - before.All.Nanoseconds;
        // Waiting makes either longer, so the lesser one has less of it.
        double bare = BareNanoseconds > 0 && expectedNanoseconds > 0 ? Math.Min(BareNanoseconds, expectedNanoseconds) : Math.Max(BareNanoseconds, expectedNanoseconds);
        IsKnown = bare > 0;
        WaitedNanoseconds = IsKnown ? took - (count * bare) + sum.UnansweredNanoseconds - before.UnansweredNanoseconds : 0;
        if (count > 0)
        {
            BareNanoseconds *= 1 + (RisesEachSecond * seconds);
            if (pauses.EndsOne(nowNanoseconds))
            {
                BeginBlocks(sum, nowNanoseconds);
            }
        }

        Lower(all.Add(sum.All, scatter.Variation, nowNanoseconds, out long answers), answers);
        Lower(low.Add(sum.Low, scatter.Variation, nowNanoseconds, out answers), answers);
    }

    private void BeginBlocks(in RouteSums sum, long nowNanoseconds)
    {
        all.Begin(sum.All, nowNanoseconds);
        low.Begin(sum.Low, nowNanoseconds);
    }

    private void Lower(double seen, long answers)
    {
        if (seen > 0 && (BareNanoseconds == 0 || seen < BareNanoseconds))
        {
            BareNanoseconds = seen;
            foundOf = answers;
        }
    }
}
