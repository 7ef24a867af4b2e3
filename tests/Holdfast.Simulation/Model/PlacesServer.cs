namespace Holdfast.Simulation;

/// <summary>M/G/c: so many places, each serves one request from start to end, the rest waits inside in order of arrival.</summary>
internal sealed class PlacesServer(Schedule schedule, int places) : ServerModel(schedule)
{
    private readonly Queue<(SimulatedRequest Request, long Version)> waiting = new();
    private readonly PriorityQueue<(SimulatedRequest Request, long Version), double> served = new();
    private double work;
    private long settled;
    private long plan;

    /// <summary>Fewer from now on: those that are being served end as they would have.</summary>
    public int Places
    {
        get => places;
        set
        {
            Settle();
            places = value;
            Fill();
            Plan();
        }
    }

    public override int Present => waiting.Count + served.Count;

    public override void Take(SimulatedRequest request)
    {
        Settle();
        waiting.Enqueue((request, request.Version));
        Fill();
        Plan();
    }

    public override void Happen(long version)
    {
        if (version != plan)
        {
            return;
        }

        Settle();
        while (served.TryPeek(out _, out double done) && done <= work + 1e-9)
        {
            (SimulatedRequest request, long of) = served.Dequeue();
            Fill();
            OnDone(request, of);
        }

        Plan();
    }

    public override void Die()
    {
        waiting.Clear();
        served.Clear();
        Plan();
    }

    protected override void Settle()
    {
        work += (Schedule.Now - settled) / 1e9 * Speed;
        settled = Schedule.Now;
    }

    protected override void Plan()
    {
        plan++;
        if (Speed > 0 && served.TryPeek(out _, out double done))
        {
            Schedule.At(Schedule.Now + Math.Max(1, (long)Math.Ceiling((done - work) / Speed * 1e9)), this, plan);
        }
    }

    private void Fill()
    {
        while (served.Count < places && waiting.TryDequeue(out (SimulatedRequest Request, long Version) next))
        {
            served.Enqueue(next, work + next.Request.WorkSeconds);
        }
    }
}
