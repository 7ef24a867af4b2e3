namespace Holdfast.Drills;

/// <summary>
/// Jobs in service. All progress at the same rate, which the scalability law gives for their number, so each ends at a known amount of
/// work and the one that ends next lies on top of a heap, however often the rate changes.
/// </summary>
internal sealed class SharedWork
{
    private ServiceJob[] heap = new ServiceJob[16];
    private double worked;
    private double rate = 1;
    private long at;

    public int Count { get; private set; }

    /// <summary>When the next job ends if nothing else happens, nanoseconds; long.MaxValue when there is none.</summary>
    public long NextDue => Count == 0 ? long.MaxValue : at + (long)Math.Ceiling(Math.Max(0, heap[0].FinishesAtWork - worked) / rate);

    /// <summary>Takes what is done by then into account. Never past <see cref="NextDue"/>.</summary>
    public void MoveTo(long now)
    {
        if (now > at)
        {
            worked += (now - at) * rate;
            at = now;
        }
    }

    /// <summary>Time went by in which nobody worked.</summary>
    public void SkipTo(long now) => at = Math.Max(at, now);

    /// <param name="demandNanoseconds">How long it takes when alone.</param>
    public void Add(ServiceJob job, double demandNanoseconds, ScalabilityLaw law)
    {
        if (Count == 0)
        {
            // Starting from 0 again keeps the sums small and so exact.
            worked = 0;
        }

        if (Count == heap.Length)
        {
            Array.Resize(ref heap, Count * 2);
        }

        job.FinishesAtWork = worked + demandNanoseconds;
        SiftUp(Count++, job);
        SetRate(law);
    }

    /// <summary>Takes away the job that ends at <see cref="NextDue"/>, at that time.</summary>
    public ServiceJob Finish(ScalabilityLaw law)
    {
        at = NextDue;
        ServiceJob done = heap[0];
        worked = Math.Max(worked, done.FinishesAtWork);
        ServiceJob moved = heap[--Count];
        heap[Count] = null!;
        if (Count > 0)
        {
            SiftDown(moved);
        }

        SetRate(law);
        return done;
    }

    /// <summary>After a change of the law.</summary>
    public void SetRate(ScalabilityLaw law) => rate = 1 / law.Slowdown(Count);

    public void Clear()
    {
        Array.Clear(heap);
        Count = 0;
    }

    private void SiftUp(int index, ServiceJob job)
    {
        while (index > 0 && heap[(index - 1) / 2].FinishesAtWork > job.FinishesAtWork)
        {
            heap[index] = heap[(index - 1) / 2];
            index = (index - 1) / 2;
        }

        heap[index] = job;
    }

    private void SiftDown(ServiceJob job)
    {
        int index = 0;
        while ((2 * index) + 1 < Count)
        {
            int child = (2 * index) + 1;
            child += child + 1 < Count && heap[child + 1].FinishesAtWork < heap[child].FinishesAtWork ? 1 : 0;
            if (heap[child].FinishesAtWork >= job.FinishesAtWork)
            {
                break;
            }

            heap[index] = heap[child];
            index = child;
        }

        heap[index] = job;
    }
}
