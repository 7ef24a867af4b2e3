using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>What this process uses. Control loop only; nothing here is on a request's way.</summary>
internal sealed class ProcessPressure : IPressureSource, IThreadPoolWorkItem, IDisposable
{
    // A collection in the background is counted when it begins and says what it left when it ends: until the next one its figure would be that of before.
    private const long HeapAgeNanoseconds = 1_000_000_000;

    private readonly IClock clock;
    private readonly Func<int> descriptors;
    private readonly Func<long, long> longestTurn;
    private readonly int descriptorLimit;
    private readonly long memoryLimit = MemoryBound.Read();
    private readonly ResidentMemory resident = new();
    private GCMemoryInfo heap;
    private int heapAsOf = -1;
    private long heapReadAt;
    private long queuedAt;
    private long delay;

    /// <param name="descriptors">Open now.</param>
    /// <param name="longestTurn">Of the workers since it was asked last, for the time now.</param>
    public ProcessPressure(IClock clock, int descriptorLimit, Func<int> descriptors, Func<long, long> longestTurn)
    {
        this.clock = clock;
        this.descriptorLimit = descriptorLimit;
        this.descriptors = descriptors;
        this.longestTurn = longestTurn;
    }

    public PressureFacts Read(long nowNanoseconds)
    {
        int collections = GC.CollectionCount(0);
        if (collections != heapAsOf || nowNanoseconds - heapReadAt >= HeapAgeNanoseconds)
        {
            // It says how the last collection left the heap, so it is not asked for at every look: the answer is a new object of some hundred bytes.
            heap = GC.GetGCMemoryInfo(GCKind.Any);
            heapAsOf = collections;
            heapReadAt = nowNanoseconds;
        }

        return new PressureFacts
        {
            HeapBytes = heap.HeapSizeBytes,
            HeapLimit = heap.TotalAvailableMemoryBytes,
            MemoryBytes = resident.Read(),
            MemoryLimit = memoryLimit,
            Descriptors = descriptors(),
            DescriptorLimit = descriptorLimit,
            LongestTurn = longestTurn(nowNanoseconds),
            GcPauses = (long)GC.GetTotalPauseDuration().TotalNanoseconds,
            Collections = collections,
            ThreadPoolDelay = AskThreadPool(nowNanoseconds),
            ProcessorTime = (long)Environment.CpuUsage.TotalTime.TotalNanoseconds,
            Processors = Environment.ProcessorCount,
        };
    }

    public void Dispose() => resident.Dispose();

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref delay, clock.NowNanoseconds - Volatile.Read(ref queuedAt));
        Volatile.Write(ref queuedAt, 0);
    }

    /// <summary>How long the last question waited; one that still waits has waited so long at least.</summary>
    private long AskThreadPool(long nowNanoseconds)
    {
        long waiting = Volatile.Read(ref queuedAt);
        if (waiting != 0)
        {
            return nowNanoseconds - waiting;
        }

        long last = Volatile.Read(ref delay);
        Volatile.Write(ref queuedAt, nowNanoseconds);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return last;
    }
}
