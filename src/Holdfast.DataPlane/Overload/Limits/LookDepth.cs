namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How far down a look at low use goes. Half of a limit is little use only where the limit is near what the server works at. Where a gateway's first requests are
/// a crowd it may be ten times that, and at half of it requests wait in the server as well: the baseline learns to wait. What such a look does show is that answers
/// are much quicker with less in flight, so it goes on with half as many until they are not. In pools with a route's share only, where a wrong baseline
/// gives that route the places of others. Control loop only. Next: <see cref="LowUseProbe"/>.
/// </summary>
internal sealed class LookDepth
{
    // A server that is filled as it should be has less than that waiting in it, and chance explains less.
    private const double Quicker = 0.7;
    private const int FewestSamples = 8;

    // Of twenty requests in a server that works at one at a time half have left after 2 s where each takes 200 ms.
    private const long LongestDrainNanoseconds = 5_000_000_000;

    private SampleTotals before;
    private double level;
    private long since;

    /// <summary>So many times it has gone on with half of what it had.</summary>
    public int Halvings { get; private set; }

    /// <summary>The server still has more than the look allows, and what comes back was sent as if that were low use: it tells nothing.</summary>
    public bool IsDraining { get; private set; }

    /// <param name="timeOverExpected">What answers take as far as is known.</param>
    /// <param name="mustDrain">Nothing is known of the server, so all in flight count as low use.</param>
    /// <param name="sum">All since the start.</param>
    public void Begin(double timeOverExpected, bool mustDrain, in SampleTotals sum, long now)
    {
        Halvings = 0;
        IsDraining = mustDrain;
        since = now;
        GoOnFrom(timeOverExpected, sum);
    }

    /// <summary>Whether those of before have left at last, or it was waited for them for long enough.</summary>
    /// <param name="sum">All since the start.</param>
    /// <param name="limit">As many as it may have now.</param>
    public bool EndsDraining(in SampleTotals sum, int inFlight, int limit, long now)
    {
        if (inFlight > limit && now - since < LongestDrainNanoseconds)
        {
            return false;
        }

        IsDraining = false;
        before = sum;
        return true;
    }

    /// <summary>Whether the look that has ended is to go on with half as many: it was answered much quicker than what was before it.</summary>
    /// <param name="sum">All since the start.</param>
    /// <param name="limit">As many as it had.</param>
    public bool GoesOn(in SampleTotals sum, int limit)
    {
        SampleTotals look = sum.Since(before);
        if (limit <= 1 || look.LowTimed < FewestSamples || look.LowRatio + look.LowRatioDeviation >= Quicker * level)
        {
            return false;
        }

        Halvings++;
        GoOnFrom(look.LowRatio, sum);
        return true;
    }

    private void GoOnFrom(double timeOverExpected, in SampleTotals sum)
    {
        level = timeOverExpected;
        before = sum;
    }
}
