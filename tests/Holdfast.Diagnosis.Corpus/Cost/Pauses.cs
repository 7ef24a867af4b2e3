namespace Holdfast.Diagnosis.Corpus.Cost;

/// <summary>What the collector did while the measured work ran: the whole process stands still for each pause, the workers too.</summary>
internal sealed class Pauses
{
    private readonly List<double> milliseconds = [];
    private int collections;
    private TimeSpan paused;
    private long allocated;

    public int Seconds { get; private set; }

    public int Count => milliseconds.Count;

    public double Longest => milliseconds.DefaultIfEmpty(0).Max();

    /// <summary>Generation of the collection that paused longest, and the bytes it kept.</summary>
    public (int Generation, long Kept) OfLongest { get; private set; }

    /// <summary>Bytes that the work left behind for the collector.</summary>
    public long Allocated { get; private set; }

    public double Percentile(double part)
    {
        double[] sorted = [.. milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
    }

    public void Begin() => (collections, paused, allocated) = (GC.CollectionCount(0), GC.GetTotalPauseDuration(), GC.GetAllocatedBytesForCurrentThread());

    public void End()
    {
        Seconds++;
        Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        int count = GC.CollectionCount(0) - collections;
        double sum = (GC.GetTotalPauseDuration() - paused).TotalMilliseconds;
        GCMemoryInfo info = GC.GetGCMemoryInfo(GCKind.Any);
        double last = Math.Min(sum, info.PauseDurations[0].TotalMilliseconds);
        OfLongest = count > 0 && sum / count > Longest ? (info.Generation, info.PromotedBytes) : OfLongest;
        for (int i = 0; i < count; i++)
        {
            // Only the last one tells its own time; of several in one second the others share the rest.
            milliseconds.Add(i == count - 1 ? last : (sum - last) / (count - 1));
        }
    }
}
