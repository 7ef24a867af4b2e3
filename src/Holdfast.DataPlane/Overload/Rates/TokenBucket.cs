namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A rate with a burst, as one number: the time at which the bucket will be full again (GCRA, ITU-T I.371). A time that has passed is a
/// full bucket, so an idle one needs no memory at all. Any thread, by compare-and-swap; immutable but for the number it is given.
/// </summary>
internal readonly struct TokenBucket
{
    private readonly long intervalNanoseconds;
    private readonly long toleranceNanoseconds;

    /// <param name="burst">Requests that may come at once, 1 or more.</param>
    public TokenBucket(double ratePerSecond, int burst)
    {
        intervalNanoseconds = Math.Max(1, (long)Math.Round(1e9 / ratePerSecond));
        toleranceNanoseconds = intervalNanoseconds * (Math.Max(1, burst) - 1L);
    }

    /// <summary>Takes one; 0 when there was one, otherwise nanoseconds until there is.</summary>
    public long TryTake(ref long full, long nowNanoseconds)
    {
        long seen = Volatile.Read(ref full);
        while (true)
        {
            long wait = seen - toleranceNanoseconds - nowNanoseconds;
            if (wait > 0)
            {
                return wait;
            }

            long found = Interlocked.CompareExchange(ref full, Math.Max(seen, nowNanoseconds) + intervalNanoseconds, seen);
            if (found == seen)
            {
                return 0;
            }

            seen = found;
        }
    }

    /// <summary>Gives one back that was taken. Of a bucket that is full by now it makes no fuller one: only times that are to come count.</summary>
    public void GiveBack(ref long full) => Interlocked.Add(ref full, -intervalNanoseconds);
}
