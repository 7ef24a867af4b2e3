namespace Holdfast.Drills;

/// <summary>Jobs in order of arrival, linked through themselves: waiting costs no allocation.</summary>
internal sealed class JobQueue
{
    private ServiceJob? first;
    private ServiceJob? last;

    public int Count { get; private set; }

    public void Enqueue(ServiceJob job)
    {
        job.Next = null;
        if (last is null)
        {
            first = job;
        }
        else
        {
            last.Next = job;
        }

        last = job;
        Count++;
    }

    public ServiceJob? TryDequeue()
    {
        ServiceJob? job = first;
        if (job is not null)
        {
            first = job.Next;
            last = first is null ? null : last;
            job.Next = null;
            Count--;
        }

        return job;
    }

    public void Clear()
    {
        first = last = null;
        Count = 0;
    }
}
