namespace Holdfast.Drills;

/// <summary>The last ten minutes, a second at a time. Loop thread only.</summary>
internal sealed class OriginHistory
{
    public const int SecondsMaximum = 600;

    private readonly OriginSecond[] ring = new OriginSecond[SecondsMaximum];
    private long written;
    private OriginSecond totals;

    /// <param name="now">Totals since the start, and what is so at this moment.</param>
    public void Add(OriginSecond now)
    {
        ring[written++ % SecondsMaximum] = now with
        {
            // A reset of the counts makes a total smaller than before.
            Admitted = Math.Max(0, now.Admitted - totals.Admitted),
            Completed = Math.Max(0, now.Completed - totals.Completed),
            Refused = Math.Max(0, now.Refused - totals.Refused),
            Errors = Math.Max(0, now.Errors - totals.Errors),
        };
        totals = now;
    }

    /// <summary>The newest, oldest first.</summary>
    public IEnumerable<OriginSecond> Last(int seconds)
    {
        for (long second = Math.Max(0, written - Math.Min(seconds, SecondsMaximum)); second < written; second++)
        {
            yield return ring[second % SecondsMaximum];
        }
    }
}
