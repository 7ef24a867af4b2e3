using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What one worker measured about one server, for the control loop: sums that only grow. That worker writes with plain additions; any
/// thread reads. Our own refusals are never recorded, nor clients that left before the server was late: they say nothing about it.
/// Next on the path: <see cref="ServerControl"/>.
/// </summary>
internal sealed class ServerSamples : PaddedCounters
{
    /// <summary>
    /// A sample counts at most this many times what was expected. Above it the server is overloaded whatever the exact figure is, and one
    /// stuck request would otherwise outweigh a hundred quick ones.
    /// </summary>
    public const int LongestOfExpected = 16;

    // A server that took so many times what was expected, and still has not answered, is in trouble.
    private const int TimeoutOfExpected = 4;

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

        if (inFlight > Volatile.Read(ref lowUse))
        {
            return false;
        }

        totals.LowSent++;
        return true;
    }

    /// <summary>The server answered, with whatever status that does not say "overloaded".</summary>
    /// <param name="timeToFirstByte">From the dispatch to the first byte of the answer, nanoseconds.</param>
    /// <param name="expected">What its route takes (<see cref="RouteBaseline.ExpectedNanoseconds"/>); 0 when that is not known yet.</param>
    /// <param name="service">How long it held its slot, nanoseconds.</param>
    /// <param name="lowUse">What <see cref="SawInFlight"/> said.</param>
    /// <param name="late">The first byte took more than half of the time that the request had when it came to the gateway.</param>
    public void RecordAnswer(long timeToFirstByte, long expected, long service, bool lowUse, bool late)
    {
        totals.Answers++;
        totals.ServiceNanoseconds += service;
        if (late)
        {
            totals.Late++;
        }

        long time = Math.Min(timeToFirstByte, expected * LongestOfExpected);
        totals.AnswerNanoseconds += time;
        totals.AnswerExpectedNanoseconds += expected;
        RecordTime(time, expected, lowUse);
    }

    /// <summary>
    /// The server answered with an error of its own. It did what it was asked to do as little as one that refused: what it saved by that must neither
    /// make it look quick nor teach anybody how long the work takes.
    /// </summary>
    /// <param name="timeToFirstByte">As for <see cref="RecordAnswer"/>, and so are the others.</param>
    public void RecordFailure(long timeToFirstByte, long expected, long service, bool lowUse, bool late)
    {
        totals.Failures++;
        // As if it had not been sent: nothing is missing among those that tell how fast the server is by itself.
        totals.LowSent -= lowUse ? 1 : 0;
        RecordAnswer(Math.Max(timeToFirstByte, expected), expected, service, lowUse: false, late);
    }

    /// <summary>
    /// The request's time ran out at the server. One that came late from the queue, or whose client gives little time, proves nothing by it.
    /// But that it was not waited for must not make the server look quick, so it counts as what it would have taken: from now on as long as any
    /// request, which is right for exponential times, and in the mean over any mix of deadlines then neither more nor less than an answer.
    /// </summary>
    /// <param name="waited">From the dispatch until it was given up, nanoseconds.</param>
    /// <param name="expected">As for <see cref="RecordAnswer"/>.</param>
    /// <param name="lowUse">As for <see cref="RecordAnswer"/>: without those that did not come back a server would look quick.</param>
    public void RecordTimeout(long waited, long expected, bool lowUse)
    {
        totals.ServiceNanoseconds += waited;
        if (waited >= expected * TimeoutOfExpected)
        {
            totals.Timeouts++;
        }

        RecordTime(Math.Min(waited + expected, expected * LongestOfExpected), expected, lowUse);
    }

    /// <summary>
    /// The client left while the server was to answer. That is the client's affair, unless the server had been given many times what it takes: where all clients
    /// give up before a server's first answer, nothing else would ever say that it is overloaded, and a server that goes on working for those who
    /// left would be sent more than it can do for as long as they come back.
    /// </summary>
    /// <param name="waited">From the dispatch until the client left, nanoseconds.</param>
    /// <param name="expected">As for <see cref="RecordAnswer"/>.</param>
    /// <param name="lowUse">As for <see cref="RecordAnswer"/>.</param>
    public void RecordAbandoned(long waited, long expected, bool lowUse)
    {
        if (expected > 0 && waited >= expected * TimeoutOfExpected)
        {
            NoteGivenUp(waited, expected, lowUse);
        }
    }

    /// <summary>The server says "overloaded", or breaks off: 503, 429, a reset before the answer.</summary>
    /// <param name="waited">From the dispatch until it was given up, nanoseconds.</param>
    /// <param name="expected">As for <see cref="RecordAnswer"/>.</param>
    public void RecordDrop(long waited, long expected)
    {
        totals.Drops++;
        totals.ServiceNanoseconds += waited;
        // A quick refusal must not make the server look fast.
        RecordTime(Math.Clamp(waited, expected, expected * LongestOfExpected), expected, lowUse: false);
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

    /// <summary>Whether it says something is judged with the answers of its time: <see cref="Leavers"/>.</summary>
    private void NoteGivenUp(long waited, long expected, bool lowUse)
    {
        long time = Math.Min(waited + expected, expected * LongestOfExpected);
        double ratio = time / (double)expected;
        totals.GivenUp++;
        totals.GivenUpNanoseconds += time;
        totals.GivenUpExpectedNanoseconds += expected;
        totals.GivenUpRatioSquares += ratio * ratio;
        totals.ServiceNanoseconds += waited;
        if (lowUse)
        {
            totals.LowGivenUp++;
            totals.LowGivenUpNanoseconds += time;
            totals.LowGivenUpExpectedNanoseconds += expected;
            totals.LowGivenUpRatioSquares += ratio * ratio;
        }
    }

    private void RecordTime(long time, long expected, bool lowUse)
    {
        if (expected <= 0)
        {
            // Nothing to compare it with: as if it had not been sent.
            totals.LowSent -= lowUse ? 1 : 0;
            return;
        }

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
            totals.LowRatioSquares += ratio * ratio;
        }
    }
}
