namespace Holdfast.DataPlane.Overload;

/// <summary>
/// From what is read of the process to a level for each part, 1 being too much. Memory and descriptors are taken as they are; times are
/// looked at over a moment, because one long turn or one collection is no pressure. Control loop only.
/// </summary>
internal sealed class PressureLevels
{
    // A tenth of what a user notices, and what the reference gives for the thread pool, too.
    private const double LongNanoseconds = 50e6;
    private const double MostPauses = 0.2;
    private const double MostProcessor = 0.95;

    // A tenth of a processor over the same looks. A worker whose own work takes 50 ms uses half of one; where the whole process uses less than this, its turns are
    // long because it is not given the processors, by neighbours or by its container's bound, and there is little that refusing could save.
    private const double LeastOwnWork = 0.1;

    // A second, the time over which shares are taken.
    private const int Ticks = 10;

    // A delay that stands is pressure: the least of three looks, so that a burst of 200 ms is none.
    private const int Looks = 3;

    private readonly PressureFacts[] before = new PressureFacts[Ticks];
    private readonly long[] times = new long[Ticks];
    private readonly long[] turns = new long[Looks];
    private readonly long[] delays = new long[Looks];
    private int tick;

    public double[] Values { get; } = new double[PressureParts.Count];

    public void Update(in PressureFacts facts, long nowNanoseconds)
    {
        int oldest = tick % Ticks;
        PressureFacts past = before[oldest];
        double elapsed = tick >= Ticks ? nowNanoseconds - times[oldest] : 0;
        int looksAgo = (tick + Ticks - Looks) % Ticks;
        bool isOwnWork = facts.ProcessorTime - before[looksAgo].ProcessorTime >= LeastOwnWork * (nowNanoseconds - times[looksAgo]);
        before[oldest] = facts;
        times[oldest] = nowNanoseconds;
        turns[tick % Looks] = facts.LongestTurn;
        delays[tick % Looks] = facts.ThreadPoolDelay;
        tick++;
        this[PressurePart.Heap] = Share(facts.HeapBytes, facts.HeapLimit);
        this[PressurePart.Memory] = Share(facts.MemoryBytes, facts.MemoryLimit);
        this[PressurePart.Descriptors] = Share(facts.Descriptors, facts.DescriptorLimit);
        this[PressurePart.LoopLag] = isOwnWork ? Least(turns) / LongNanoseconds : 0;
        this[PressurePart.ThreadPool] = Least(delays) / LongNanoseconds;
        this[PressurePart.GcPauses] = Share(facts.GcPauses - past.GcPauses, elapsed * MostPauses);
        this[PressurePart.Processor] = Share(facts.ProcessorTime - past.ProcessorTime, elapsed * Math.Max(1, facts.Processors) * MostProcessor);
    }

    private double this[PressurePart part]
    {
        set => Values[(int)part] = value;
    }

    private static double Share(double value, double limit) => limit > 0 ? value / limit : 0;

    private static long Least(long[] values)
    {
        long least = long.MaxValue;
        foreach (long value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }
}
