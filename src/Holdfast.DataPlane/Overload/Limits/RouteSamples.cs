using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>Times of one route's answers while their server was little used, as one worker measured them: sums that only grow. That worker writes.</summary>
internal sealed class RouteSamples : PaddedCounters
{
    private long count;
    private long nanoseconds;

    public long Count => Volatile.Read(ref count);

    public long Nanoseconds => Volatile.Read(ref nanoseconds);

    /// <param name="lowUse">What <see cref="ServerSamples.SawInFlight"/> said when the request was sent.</param>
    public void RecordAnswer(long timeToFirstByte, bool lowUse)
    {
        if (lowUse)
        {
            nanoseconds += timeToFirstByte;
            count++;
        }
    }
}
