using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>Times of one route's answers, all and those of servers that were little used, as one worker measured them: sums that only grow. That worker writes.</summary>
internal sealed class RouteSamples : PaddedCounters
{
    private long count;
    private long nanoseconds;
    private double squares;
    private long allCount;
    private long allNanoseconds;
    private long unansweredNanoseconds;

    /// <summary>Of servers that were little used.</summary>
    public long Count => Volatile.Read(ref count);

    public long Nanoseconds => Volatile.Read(ref nanoseconds);

    /// <summary>Adds this worker's sums. Any thread.</summary>
    public void AddTo(ref RouteSums sum)
    {
        sum.All = (sum.All.Count + Volatile.Read(ref allCount), sum.All.Nanoseconds + Volatile.Read(ref allNanoseconds));
        sum.Low = (sum.Low.Count + Count, sum.Low.Nanoseconds + Nanoseconds);
        sum.LowSquares += Volatile.Read(ref squares);
        sum.UnansweredNanoseconds += Volatile.Read(ref unansweredNanoseconds);
    }

    /// <summary>For so long it was at a server that did not answer it in its time, or not at all.</summary>
    public void RecordUnanswered(long waited) => unansweredNanoseconds += waited;

    /// <param name="lowUse">What <see cref="ServerSamples.SawInFlight"/> said when the request was sent.</param>
    public void RecordAnswer(long timeToFirstByte, bool lowUse)
    {
        allNanoseconds += timeToFirstByte;
        allCount++;
        if (lowUse)
        {
            nanoseconds += timeToFirstByte;
            squares += (double)timeToFirstByte * timeToFirstByte;
            count++;
        }
    }
}
