using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How long garbage collections have stopped the process, one by one: <see cref="PauseWatch"/> looks after each of them, and the control
/// loop every 100 ms. Of several between two looks only the sum is known; then each counts with the mean, and the longest with the sum,
/// so it is never shown too short. Any thread.
/// </summary>
internal sealed class PauseRecord
{
    private readonly Lock updating = new();
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
        lock (updating)
        {
            long added = pauseNanoseconds - pausesBefore;
            if (hasLooked && added <= 0)
            {
                // Nothing new, or the other one has looked since this sum was read.
                return;
            }

            long count = collections - collectionsBefore;
            bool isFirst = !hasLooked;
            hasLooked = true;
            pausesBefore = pauseNanoseconds;
            collectionsBefore = collections;
            if (!isFirst)
            {
                // A first look sees the process's start.
                Record(added, count);
            }
        }
    }

    private void Record(long added, long count)
    {
        // A collection in the background pauses twice, once of it perhaps before it is counted.
        long parts = Math.Max(1, count);
        for (long part = 0; part < parts; part++)
        {
            pauses.Record(added / parts);
        }

        Volatile.Write(ref longest, Math.Max(longest, added));
    }
}
