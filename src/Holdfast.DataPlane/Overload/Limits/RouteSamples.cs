using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>Times of one route's answers, all and those of servers that were little used, as one worker measured them: sums that only grow. That worker writes.</summary>
internal sealed class RouteSamples : PaddedCounters
{
    private long count;
    private long nanoseconds;
    private long allCount;
    private long allNanoseconds;
    private long unansweredNanoseconds;

    /// <summary>Of servers that were little used.</summary>
    public long Count => Volatile.Read(ref count);

    public long Nanoseconds => Volatile.Read(ref nanoseconds);

    public long AllCount => Volatile.Read(ref allCount);

    public long AllNanoseconds => Volatile.Read(ref allNanoseconds);

    /// <summary>For how long those were at a server that were not answered in their time, or not at all.</summary>
    public long UnansweredNanoseconds => Volatile.Read(ref unansweredNanoseconds);

    public void RecordUnanswered(long waited) => unansweredNanoseconds += waited;

    /// <param name="lowUse">What <see cref="ServerSamples.SawInFlight"/> said when the request was sent.</param>
    public void RecordAnswer(long timeToFirstByte, bool lowUse)
    {
        allNanoseconds += timeToFirstByte;
        allCount++;
        if (lowUse)
        {
            nanoseconds += timeToFirstByte;
            count++;
        }
    }
}
