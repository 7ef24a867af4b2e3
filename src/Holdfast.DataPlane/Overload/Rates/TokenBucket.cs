namespace Holdfast.DataPlane.Overload;

/// <summary>
/// A rate with a burst, as one number: the time at which the bucket will be full again (GCRA, ITU-T I.371). A time that has passed is a
/// full bucket, so an idle one needs no memory at all. Any thread, by compare-and-swap; immutable but for the number it is given.
/// </summary>
internal readonly struct TokenBucket
{
    // The time until an empty bucket is full is added to the time of now: so much is left for that in the range of the number, 200 years.
    private const double MostUnits = 1L << 61;

    // 0 for nearly all: the number counts nanoseconds. A day a request and a burst of a million are 2,700 years until the bucket is full, which are counted in the
    // least power of two of nanoseconds with which they fit.
    private readonly int unitShift;
    private readonly long intervalUnits;
    private readonly long toleranceUnits;

    /// <param name="burst">Requests that may come at once, 1 or more.</param>
    public TokenBucket(double ratePerSecond, int burst)
    {
        double intervalNanoseconds = Math.Max(1, Math.Round(1e9 / ratePerSecond));
        int requests = Math.Max(1, burst);
        unitShift = 0;
        while (intervalNanoseconds * requests / (1L << unitShift) > MostUnits)
        {
            unitShift++;
        }

        intervalUnits = Math.Max(1, (long)Math.Round(intervalNanoseconds / (1L << unitShift)));
        toleranceUnits = intervalUnits * (requests - 1L);
    }

    /// <summary>Takes one; 0 when there was one, otherwise nanoseconds until there is.</summary>
    public long TryTake(ref long full, long nowNanoseconds)
    {
        long now = nowNanoseconds >> unitShift;
        long seen = Volatile.Read(ref full);
        while (true)
        {
            long wait = seen - toleranceUnits - now;
            if (wait > 0)
            {
                return wait << unitShift;
            }

            long found = Interlocked.CompareExchange(ref full, Math.Max(seen, now) + intervalUnits, seen);
            if (found == seen)
            {
                return 0;
            }

            seen = found;
        }
    }

    /// <summary>Gives one back that was taken. Of a bucket that is full by now it makes no fuller one: only times that are to come count.</summary>
    public void GiveBack(ref long full) => Interlocked.Add(ref full, -intervalUnits);

    /// <summary>Whether nothing is missing in it.</summary>
    public bool IsFull(long full, long nowNanoseconds) => full <= nowNanoseconds >> unitShift;
}
