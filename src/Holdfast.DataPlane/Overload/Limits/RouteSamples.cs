using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Times of one route's answers while their server was little used, as one worker measured them: sums that only grow. That worker writes.
/// While the route is unknown also the time of those that have not been answered yet: of many sent together the quick ones are back first.
/// </summary>
internal sealed class RouteSamples : PaddedCounters
{
    private long count;
    private long nanoseconds;

    // Requests that have not ended, and the time that these and the answered ones have taken until the last change.
    private long unanswered;
    private long exposure;
    private long exposedUntil;

    public long Count => Volatile.Read(ref count);

    public long Nanoseconds => Volatile.Read(ref nanoseconds);

    /// <summary>Requests sent while the route was unknown that have not ended.</summary>
    public long Unanswered => Volatile.Read(ref unanswered);

    /// <param name="lowUse">What <see cref="ServerSamples.SawInFlight"/> said when the request was sent.</param>
    public void RecordAnswer(long timeToFirstByte, bool lowUse)
    {
        if (lowUse)
        {
            nanoseconds += timeToFirstByte;
            count++;
        }
    }

    /// <summary>A request is sent while the route is unknown and its server little used. Needs an <see cref="EndUnknown"/>.</summary>
    public void BeginUnknown(long nowNanoseconds)
    {
        Expose(nowNanoseconds);
        Volatile.Write(ref unanswered, unanswered + 1);
    }

    /// <param name="sinceNanoseconds">When it was sent.</param>
    /// <param name="timeToFirstByte">Of its answer; 0 where there was none, which then says nothing about the route.</param>
    public void EndUnknown(long sinceNanoseconds, long timeToFirstByte, long nowNanoseconds)
    {
        Expose(nowNanoseconds);
        exposure += timeToFirstByte - (nowNanoseconds - sinceNanoseconds);
        Volatile.Write(ref unanswered, unanswered - 1);
    }

    /// <summary>Time that requests sent while the route was unknown have taken so far, answered or not. Any thread; without the newest at worst.</summary>
    public long ExposureAt(long nowNanoseconds) =>
        Volatile.Read(ref exposure) + (Volatile.Read(ref unanswered) * Math.Max(0, nowNanoseconds - Volatile.Read(ref exposedUntil)));

    private void Expose(long nowNanoseconds)
    {
        exposure += unanswered * (nowNanoseconds - exposedUntil);
        Volatile.Write(ref exposedUntil, nowNanoseconds);
    }
}
