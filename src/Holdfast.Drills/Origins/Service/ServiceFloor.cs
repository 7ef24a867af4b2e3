namespace Holdfast.Drills;

/// <summary>
/// The workers of an origin and the queue before them, without threads: time is given in, jobs that are done come out. A job's place in
/// time is exact even when the caller comes late: the next one begins when the one before ended, not when somebody looked. One thread.
/// </summary>
internal sealed class ServiceFloor(ServiceDemand demand)
{
    private readonly SharedWork work = new();
    private readonly JobQueue waiting = new();
    private readonly JobQueue done = new();
    private ScalabilityLaw law;
    private int workers = OriginBehaviour.Unlimited;
    private int places;
    private bool paused;

    public int InService => work.Count;

    public int Waiting => waiting.Count;

    /// <summary>When somebody must look again, nanoseconds; long.MaxValue: when a job comes.</summary>
    public long NextDue => paused ? long.MaxValue : work.NextDue;

    public void Apply(OriginBehaviour behaviour, long now)
    {
        AdvanceTo(now);
        law = behaviour.Usl;
        workers = behaviour.Workers;
        places = behaviour.Queue;
        work.SetRate(law);
        BeginWaiting(now);
    }

    public Admission Admit(ServiceJob job, long now)
    {
        AdvanceTo(now);
        if (work.Count < workers && waiting.Count == 0)
        {
            work.Add(job, demand.Next(job.Cost, now), law);
            return Admission.Serving;
        }

        if (waiting.Count >= places)
        {
            return Admission.Full;
        }

        waiting.Enqueue(job);
        return Admission.Waiting;
    }

    /// <summary>Everything that ends up to now ends, in its order; <see cref="TryTakeDone"/> gives it out.</summary>
    public void AdvanceTo(long now)
    {
        if (paused)
        {
            return;
        }

        for (long due = work.NextDue; due <= now; due = work.NextDue)
        {
            done.Enqueue(work.Finish(law));
            BeginWaiting(due);
        }

        work.MoveTo(now);
    }

    public ServiceJob? TryTakeDone() => done.TryDequeue();

    /// <summary>Nobody works until <see cref="Resume"/>; what is in service goes on then where it stood.</summary>
    public void Pause(long now)
    {
        AdvanceTo(now);
        paused = true;
    }

    public void Resume(long now)
    {
        work.SkipTo(now);
        paused = false;
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        work.Clear();
        waiting.Clear();
        done.Clear();
        paused = false;
    }

    private void BeginWaiting(long now)
    {
        while (work.Count < workers && waiting.TryDequeue() is { } job)
        {
            work.Add(job, demand.Next(job.Cost, now), law);
        }
    }
}
