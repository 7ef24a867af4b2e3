namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Lets a server have more where nothing can be learned from its answers because they take so long: long polls, reports. The law learns
/// from twenty answers in five seconds; a server with twenty slots and requests of half a minute never gives as many, and all others would
/// wait. Only while every sign is good, and only so far. Control loop only.
/// </summary>
internal sealed class LongRequests
{
    // By half each second: 20 become 300 in seven, and a server that shows signs of trouble meanwhile has been given little.
    private const long LookNanoseconds = 1_000_000_000;
    private const double Step = 1.5;
    private const double FullShare = 0.8;

    // Where answers are quicker than that, twenty in five seconds are missing for another reason than their length.
    private const double LongNanoseconds = 1e9;
    private const double SlowRatio = 1.5;

    // Of a server that has never answered nothing is known but that it takes requests; one whose requests are known to be long may have more.
    private const double MostOfUnknown = 320;
    private const double MostOfLong = 1_000;

    private SampleTotals before;
    private long lookedAt;
    private double expected;
    private double ratio;

    public LongRequests(long now)
    {
        lookedAt = now;
    }

    /// <summary>The limit that it may have; 0 for no more than it has.</summary>
    /// <param name="sum">Of all samples so far.</param>
    /// <param name="inFlight">Now.</param>
    /// <param name="baseline">The server's own speed.</param>
    public double Raise(in SampleTotals sum, int inFlight, double limit, double baseline, long now)
    {
        if (now - lookedAt < LookNanoseconds)
        {
            return 0;
        }

        SampleTotals recent = sum.Since(before);
        before = sum;
        lookedAt = now;
        if (recent.Timed > 0)
        {
            expected = recent.ExpectedNanoseconds / (double)recent.Timed;
            ratio = recent.TimeNanoseconds / (double)recent.ExpectedNanoseconds;
        }

        bool isFull = inFlight >= FullShare * limit;
        if (!isFull || recent.Drops + recent.Timeouts + recent.GivenUp > 0 || !(IsUnknown(sum) || IsLong(baseline)))
        {
            return 0;
        }

        double raised = Math.Min(limit * Step, IsUnknown(sum) ? MostOfUnknown : MostOfLong);
        return raised > limit ? raised : 0;
    }

    /// <summary>Nothing to compare with: no answer came yet, or so few that their route's own time is not known.</summary>
    private bool IsUnknown(in SampleTotals sum) => expected == 0 && (sum.Ended == 0 || sum.ServiceNanoseconds / (double)sum.Ended >= LongNanoseconds);

    private bool IsLong(double baseline) => expected >= LongNanoseconds && ratio <= SlowRatio * baseline;
}
