namespace Holdfast.Simulation;

/// <summary>
/// Processor sharing: all requests in hand go on at one rate, which depends on how many there are. With min(1, knee/n) a machine that is full
/// at its knee; with the Universal Scalability Law one that collapses.
/// </summary>
internal sealed class SharingServer(Schedule schedule, Func<int, double> rateOfEach) : ServerModel(schedule)
{
    private readonly PriorityQueue<(SimulatedRequest Request, long Version), double> present = new();
    private double work;
    private long settled;
    private long plan;

    public Func<int, double> RateOfEach
    {
        get => rateOfEach;
        set
        {
            Settle();
            rateOfEach = value;
            Plan();
        }
    }

    public override int Present => present.Count;

    public static Func<int, double> Knee(double knee) => n => Math.Min(1, knee / n);

    /// <param name="contention">Alpha.</param>
    /// <param name="coherence">Beta: above the root of 1/beta more requests bring fewer answers.</param>
    public static Func<int, double> Scalability(double contention, double coherence) => n => 1 / (1 + (contention * (n - 1)) + (coherence * n * (n - 1)));

    public override void Take(SimulatedRequest request)
    {
        Settle();
        request.DoneAt = work + request.WorkSeconds;
        present.Enqueue((request, request.Version), request.DoneAt);
        Plan();
    }

    public override void Happen(long version)
    {
        if (version != plan)
        {
            return;
        }

        Settle();
        // A nanosecond of rounding must not plan an end at the same time for ever.
        while (present.TryPeek(out _, out double done) && done <= work + 1e-9)
        {
            (SimulatedRequest request, long of) = present.Dequeue();
            OnDone(request, of);
        }

        Plan();
    }

    public override void Die()
    {
        present.Clear();
        Plan();
    }

    protected override void Settle()
    {
        if (present.Count > 0)
        {
            work += (Schedule.Now - settled) / 1e9 * Speed * rateOfEach(present.Count);
        }

        settled = Schedule.Now;
    }

    protected override void Plan()
    {
        plan++;
        double rate = present.Count == 0 ? 0 : Speed * rateOfEach(present.Count);
        if (rate > 0 && present.TryPeek(out _, out double done))
        {
            Schedule.At(Schedule.Now + Math.Max(1, (long)Math.Ceiling((done - work) / rate * 1e9)), this, plan);
        }
    }
}
