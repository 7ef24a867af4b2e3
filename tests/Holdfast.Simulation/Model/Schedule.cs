namespace Holdfast.Simulation;

/// <summary>Something that happens at a time.</summary>
internal interface IHappening
{
    /// <param name="version">What was given when it was put into the schedule: an outdated one is ignored by its owner.</param>
    void Happen(long version);
}

/// <summary>Virtual time: runs what is due, in order of time and, at the same time, of entry.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<(IHappening What, long Version), (long Time, long Order)> queue = new();
    private long order;

    public long Now { get; private set; }

    public double Seconds => Now / 1e9;

    public void At(long time, IHappening what, long version = 0) => queue.Enqueue((what, version), (Math.Max(time, Now), order++));

    public void At(double seconds, Action what) => At((long)(seconds * 1e9), new Once(what));

    public void RunUntil(double seconds)
    {
        long end = (long)(seconds * 1e9);
        while (queue.TryPeek(out var next, out var due) && due.Time <= end)
        {
            queue.Dequeue();
            Now = due.Time;
            next.What.Happen(next.Version);
        }

        Now = end;
    }

    private sealed class Once(Action what) : IHappening
    {
        public void Happen(long version) => what();
    }
}
