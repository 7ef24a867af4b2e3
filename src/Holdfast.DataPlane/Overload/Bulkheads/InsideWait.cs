namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long one route's answers waited inside the servers: the time that they took, less the time that they take where nothing waits. That is the least
/// that many of them together were seen to take: what waits inside can only make it longer. Not what the limits are judged by
/// (<see cref="RouteBaseline"/>): a mean over all looks at low use has the waiting in it that half of a limit brings where requests of very
/// different length share few places. Control loop only. Next: <see cref="WorkShare"/>.
/// </summary>
internal sealed class InsideWait
{
    // It rises by itself, to twice as much in six minutes: a route that has become slower by itself is no route that waits. Where little is asked, or a server
    // is looked at while it has little to do, it is found anew before that.
    private const double RisesEachSecond = 0.002;

    // The control loop looks ten times a second. What came in a longer time came while nobody looked, a whole day where a share was taken away and given
    // again: it is no look's, and nothing was seen of how it came.
    private const long LongestLookNanoseconds = 1_000_000_000;

    private AnswerBlock all;
    private AnswerBlock low;
    private long countBefore;
    private long nanosecondsBefore;
    private long unansweredBefore;
    private long updatedAt;

    /// <summary>What an answer takes where nothing waits, nanoseconds to its first byte; 0 while not known.</summary>
    public double BareNanoseconds { get; private set; }

    /// <summary>
    /// For how long the requests that ended since the last look have waited, together; below 0 where chance had them quick. Those that got no answer count with
    /// all their time: nothing came of it.
    /// </summary>
    public double WaitedNanoseconds { get; private set; }

    /// <param name="answers">All of the route's answers since the start, and how long they took.</param>
    /// <param name="atLowUse">Those of servers that were little used.</param>
    /// <param name="unanswered">For how long those were at servers that got no answer, nanoseconds since the start.</param>
    public void Update((long Count, long Nanoseconds) answers, (long Count, long Nanoseconds) atLowUse, long unanswered, long nowNanoseconds)
    {
        long passed = updatedAt == 0 ? long.MaxValue : nowNanoseconds - updatedAt;
        updatedAt = nowNanoseconds;
        if (passed <= LongestLookNanoseconds)
        {
            Look(answers, atLowUse, unanswered, passed / 1e9, nowNanoseconds);
        }
        else
        {
            WaitedNanoseconds = 0;
            all.Begin(answers, nowNanoseconds);
            low.Begin(atLowUse, nowNanoseconds);
        }

        (countBefore, nanosecondsBefore) = answers;
        unansweredBefore = unanswered;
    }

    private void Look((long Count, long Nanoseconds) answers, (long Count, long Nanoseconds) atLowUse, long unanswered, double seconds, long nowNanoseconds)
    {
        long count = answers.Count - countBefore;
        WaitedNanoseconds = BareNanoseconds > 0 ? answers.Nanoseconds - nanosecondsBefore - (count * BareNanoseconds) + unanswered - unansweredBefore : 0;
        if (count > 0)
        {
            BareNanoseconds *= 1 + (RisesEachSecond * seconds);
        }

        Lower(all.Add(answers, nowNanoseconds));
        Lower(low.Add(atLowUse, nowNanoseconds));
    }

    private void Lower(double seen)
    {
        if (seen > 0 && (BareNanoseconds == 0 || seen < BareNanoseconds))
        {
            BareNanoseconds = seen;
        }
    }
}
