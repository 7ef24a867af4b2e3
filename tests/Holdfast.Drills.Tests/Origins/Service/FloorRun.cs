using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>Drives a <see cref="ServiceFloor"/> in virtual time.</summary>
internal sealed class FloorRun
{
    private readonly SeededRandom arrivals;
    private long now;
    private int done;

    public FloorRun(OriginBehaviour behaviour, ulong seed)
    {
        Seed = seed;
        SeededRandom random = new(seed);
        ServiceDemand demand = new(random.Fork());
        arrivals = random.Fork();
        demand.Apply(behaviour);
        Floor = new ServiceFloor(demand);
        Floor.Apply(behaviour, 0);
    }

    public ulong Seed { get; }

    public ServiceFloor Floor { get; }

    public void CountDone() => done++;

    /// <summary>Takes what is done; returns how many were counted so far.</summary>
    public int TakeDone()
    {
        while (Floor.TryTakeDone() is { } job)
        {
            job.Finish();
        }

        return done;
    }

    /// <summary>Poisson arrivals, each after the mean gap: nanoseconds from arrival to end.</summary>
    public double MeanResponse(int count, double meanGap)
    {
        double total = 0;
        double next = 0;
        for (int left = count; left > 0 || Floor.InService > 0;)
        {
            if (left > 0 && next <= Floor.NextDue)
            {
                now = (long)next;
                long arrived = now;
                Floor.Admit(new ServiceJob(() => total += now - arrived), now);
                next -= meanGap * Math.Log(1 - arrivals.NextDouble());
                left--;
            }
            else
            {
                now = Floor.NextDue;
                Floor.AdvanceTo(now);
            }

            TakeDone();
        }

        return total / count;
    }

    /// <summary>So many callers, each of which comes back at once: completions per second.</summary>
    public double ClosedLoopThroughput(int callers, int completions)
    {
        Stack<ServiceJob> idle = [];
        for (int i = 0; i < callers; i++)
        {
            ServiceJob job = null!;
            job = new ServiceJob(() =>
            {
                done++;
                idle.Push(job);
            });
            Floor.Admit(job, 0);
        }

        while (done < completions)
        {
            now = Floor.NextDue;
            Floor.AdvanceTo(now);
            TakeDone();
            while (idle.TryPop(out ServiceJob? job))
            {
                Floor.Admit(job, now);
            }
        }

        return done / (now / 1e9);
    }
}
