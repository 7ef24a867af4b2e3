using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long garbage collections have stopped the process, one by one as far as the runtime's sums tell: it is looked at every 100 ms, and
/// of several in between only the sum is known. Then each counts with the mean, and the longest with the sum, so it is never shown too
/// short. Control loop writes, any thread reads.
/// </summary>
internal sealed class PauseRecord
{
    private readonly LatencyHistogram pauses = new();
    private long pausesBefore;
    private long collectionsBefore;
    private long longest;
    private bool hasLooked;

    public long Count => pauses.Count;

    public long LongestNanoseconds => Volatile.Read(ref longest);

    public double Percentile(double percent) => pauses.Percentile(percent);

    /// <param name="pauseNanoseconds">Sum since the process began.</param>
    public void Update(long pauseNanoseconds, long collections)
    {
        long added = pauseNanoseconds - pausesBefore;
        long count = collections - collectionsBefore;
        bool isFirst = !hasLooked;
        hasLooked = true;
        pausesBefore = pauseNanoseconds;
        collectionsBefore = collections;
        // What was before the first look is the process's start.
        if (isFirst || added <= 0)
        {
            return;
        }

        // A collection in the background pauses twice, once of it perhaps before it is counted.
        long parts = Math.Max(1, count);
        for (long part = 0; part < parts; part++)
        {
            pauses.Record(added / parts);
        }

        Volatile.Write(ref longest, Math.Max(longest, added));
    }
}
