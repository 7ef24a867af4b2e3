namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The waiters of one class: flows by client that take turns, and a line of those that have waited before and go first. Owner's thread
/// only. Next: <see cref="FlowRound"/>, whose turn it is.
/// </summary>
internal sealed class ClassQueue
{
    // Behind the numbers of the flows.
    private const int Front = 2 * ShuffleShard.Flows;

    // Of requests that one server has failed at once there may be as many as were in flight. Behind so many the others' turn has come.
    private const int LooksMaximum = 64;

    private readonly int index;
    private readonly FlowRound round = new();
    private Flow front;
    private StandingQueue standing;

    public ClassQueue(int index)
    {
        this.index = index;
    }

    public QueueCounters Counters { get; } = new();

    /// <summary>The newest is served first, and whoever has waited long is given up.</summary>
    public bool Stands => standing.Stands;

    /// <summary>Number of the class whose queue the waiter is in.</summary>
    public static int ClassOf(Waiter waiter) => waiter.Flow >> 8;

    public void Add(Waiter waiter, bool inOneLine)
    {
        if (waiter.AtFront)
        {
            waiter.Flow = (index << 8) | Front;
            front.Append(waiter);
        }
        else
        {
            int flow = inOneLine ? 0 : ShuffleShard.Choose(round.Flows, waiter.Client, waiter.IsOverFairShare);
            waiter.Flow = (index << 8) | flow;
            round.Add(flow, waiter);
        }

        Counters.Count++;
    }

    /// <summary>Who is next. Somebody waits; null when none of them may have a slot of the barred server.</summary>
    /// <param name="barred">Not for those whose request it has just failed; null for none. They are all in the front line.</param>
    public Waiter? Choose(ServerState? barred)
    {
        Waiter? first = front.Oldest;
        for (int looked = 0; barred is not null && first is not null && first.Avoid == barred; looked++)
        {
            first = looked < LooksMaximum ? first.Next : null;
        }

        return first ?? (Counters.Count > front.Count ? round.Choose(Stands) : null);
    }

    /// <summary>Takes one out that is served.</summary>
    public void Take(Waiter waiter, long nowNanoseconds)
    {
        int flow = waiter.Flow & 0xFF;
        Remove(waiter);
        if (flow == Front)
        {
            return;
        }

        round.Charge(flow, waiter.QueueCost);
        if (!Stands)
        {
            standing.Note(nowNanoseconds - waiter.EnteredNanoseconds);
        }
    }

    public void Remove(Waiter waiter)
    {
        int flow = waiter.Flow & 0xFF;
        if (flow == Front)
        {
            front.Unlink(waiter);
        }
        else
        {
            round.Remove(flow, waiter);
        }

        if (--Counters.Count == 0)
        {
            standing.Note(0);
            Counters.OldestNanoseconds = 0;
        }
    }

    /// <summary>Who goes when there is no room: of the flow that asks for most, whoever would be served last. Somebody waits.</summary>
    public Waiter Victim() => round.Victim(Stands) ?? front.Newest!;

    /// <summary>Any of those that wait; null for none.</summary>
    public Waiter? Any() => front.Oldest ?? round.Any();

    /// <summary>Every 5 ms while anyone waits in the queue of the pool: looks how long the class's waiters wait.</summary>
    public void Look(WaitQueue queue, long nowNanoseconds, QueueSettings settings)
    {
        Counters.OldestNanoseconds = Counters.Count == 0 ? 0 : Oldest();
        if (settings.IsOff)
        {
            standing = default;
            return;
        }

        standing.Advance(nowNanoseconds, settings.StandingNanoseconds, settings.WindowNanoseconds);
        if (Counters.Count == 0)
        {
            standing.Note(0);
        }
        else if (Stands)
        {
            // Twice the mark: a queue that stands exactly at the mark gives nobody up.
            round.GiveUpOlder(queue, nowNanoseconds - (2 * settings.StandingNanoseconds));
            Counters.OldestNanoseconds = Counters.Count == 0 ? 0 : Oldest();
            // The newest are served at once now: their waits would say that nothing stands.
            standing.Note(Counters.Count == 0 ? 0 : nowNanoseconds - Counters.OldestNanoseconds);
        }
    }

    private long Oldest() => Math.Min(front.Oldest?.EnteredNanoseconds ?? long.MaxValue, round.Oldest());
}
