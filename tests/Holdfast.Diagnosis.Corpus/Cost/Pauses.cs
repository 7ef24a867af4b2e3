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

    /// <summary>Most bytes that one collection kept: what it moves while everything waits, on a busy machine as on a quiet one.</summary>
    public long MostKept { get; private set; }

    /// <summary>Generation of the collection that paused longest, whether it went on beside the work, and the bytes it kept.</summary>
    public (int Generation, bool IsBeside, long Kept) OfLongest { get; private set; }

    /// <summary>Bytes that the work left behind for the collector.</summary>
    public long Allocated { get; private set; }

    public double Percentile(double part)
    {
        double[] sorted = [.. milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
    }

    /// <summary>All of them, as the gateway's own metric has it.</summary>
    public static Pauses Together(IEnumerable<Pauses> parts)
    {
        Pauses all = new();
        foreach (Pauses part in parts)
        {
            all.OfLongest = part.Longest > all.Longest ? part.OfLongest : all.OfLongest;
            all.MostKept = Math.Max(all.MostKept, part.MostKept);
            all.milliseconds.AddRange(part.milliseconds);
            (all.Seconds, all.Allocated) = (all.Seconds + part.Seconds, all.Allocated + part.Allocated);
        }

        return all;
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
        MostKept = count > 0 && info.Generation < GC.MaxGeneration ? Math.Max(MostKept, info.PromotedBytes) : MostKept;
        OfLongest = count > 0 && sum / count > Longest ? (info.Generation, info.Concurrent, info.PromotedBytes) : OfLongest;
        for (int i = 0; i < count; i++)
        {
            // Only the last one tells its own time; of several in one second the others share the rest.
            milliseconds.Add(i == count - 1 ? last : (sum - last) / (count - 1));
        }
    }
}
