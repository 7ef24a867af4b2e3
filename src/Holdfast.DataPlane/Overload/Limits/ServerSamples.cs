using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What one worker measured about one server, for the control loop: sums that only grow. That worker writes with plain additions; any
/// thread reads. Our own refusals and clients that left are never recorded: they say nothing about a server.
/// Next on the path: <see cref="ServerControl"/>.
/// </summary>
internal sealed class ServerSamples : PaddedCounters
{
    /// <summary>
    /// A sample counts at most this many times what was expected. Above it the server is overloaded whatever the exact figure is, and one
    /// stuck request would otherwise outweigh a hundred quick ones.
    /// </summary>
    public const int LongestOfExpected = 16;

    // Written by the control loop, read by the worker.
    private int lowUse = 1;
    private int epoch;

    // The worker's.
    private int peakEpoch;
    private int peak;
    private SampleTotals totals;

    /// <summary>
    /// To be called after every <see cref="ServerState.TryEnter"/>, with the requests in flight including this one. True where the server is
    /// so little used that the answer will tell how fast it is by itself: to be given to <see cref="RecordAnswer"/> later.
    /// </summary>
    public bool SawInFlight(int inFlight)
    {
        int now = Volatile.Read(ref epoch);
        if (peakEpoch != now || inFlight > peak)
        {
            peak = inFlight;
            Volatile.Write(ref peakEpoch, now);
        }

        return inFlight <= Volatile.Read(ref lowUse);
    }

    /// <summary>The server answered, with whatever status that does not say "overloaded".</summary>
    /// <param name="timeToFirstByte">From the dispatch to the first byte of the answer, nanoseconds.</param>
    /// <param name="expected">What its route takes (<see cref="RouteBaseline.ExpectedNanoseconds"/>); 0 when that is not known yet.</param>
    /// <param name="service">How long it held its slot, nanoseconds.</param>
    /// <param name="lowUse">What <see cref="SawInFlight"/> said.</param>
    /// <param name="late">The first byte came after more than half of the request's time.</param>
    public void RecordAnswer(long timeToFirstByte, long expected, long service, bool lowUse, bool late)
    {
        totals.Answers++;
        totals.ServiceNanoseconds += service;
        if (late)
        {
            totals.Late++;
        }

        if (expected > 0)
        {
            RecordTime(Math.Min(timeToFirstByte, expected * LongestOfExpected), expected, lowUse);
        }
    }

    /// <summary>The server says "overloaded", or nothing: 503, 429, a timeout, a reset before the answer.</summary>
    /// <param name="waited">From the dispatch until it was given up, nanoseconds.</param>
    /// <param name="expected">As for <see cref="RecordAnswer"/>.</param>
    public void RecordDrop(long waited, long expected)
    {
        totals.Drops++;
        totals.ServiceNanoseconds += waited;
        if (expected > 0)
        {
            // A quick refusal must not make the server look fast.
            RecordTime(Math.Clamp(waited, expected, expected * LongestOfExpected), expected, lowUse: false);
        }
    }

    /// <summary>Adds this worker's sums. Any thread.</summary>
    public void AddTo(ref SampleTotals sum) => sum.Add(ref totals);

    /// <summary>The most in flight since the last call, 0 for no dispatch, and starts anew. Control loop only.</summary>
    public int TakePeak()
    {
        int seen = Volatile.Read(ref peakEpoch) == epoch ? peak : 0;
        Volatile.Write(ref epoch, epoch + 1);
        return seen;
    }

    /// <summary>At most so many in flight are low use. Control loop only.</summary>
    public void SetLowUse(int inFlight) => Volatile.Write(ref lowUse, inFlight);

    private void RecordTime(long time, long expected, bool lowUse)
    {
        totals.Timed++;
        totals.TimeNanoseconds += time;
        totals.ExpectedNanoseconds += expected;
        double ratio = time / (double)expected;
        totals.RatioSquares += ratio * ratio;
        if (lowUse)
        {
            totals.LowTimed++;
            totals.LowTimeNanoseconds += time;
            totals.LowExpectedNanoseconds += expected;
        }
    }
}
