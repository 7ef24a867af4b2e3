namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Deficit round robin over the flows of a class (Shreedhar and Varghese 1995), by service time: each visit of the round adds one
/// request's worth of credit, and a flow is served while its credit pays for its next waiter. Owner's thread only.
/// </summary>
internal sealed class FlowRound
{
    private FlowSet active;
    private int current;

    // What a visit adds: the mean service time of those that were served, so that a visit is good for about one of them.
    private long quantum;

    public Flow[] Flows { get; } = new Flow[2 * ShuffleShard.Flows];

    public void Add(int flow, Waiter waiter)
    {
        ref Flow joined = ref Flows[flow];
        joined.LastClient = waiter.Client;
        joined.Append(waiter);
        active.Add(flow);
        if (quantum == 0)
        {
            quantum = waiter.QueueCost;
        }
    }

    public void Remove(int flow, Waiter waiter)
    {
        ref Flow left = ref Flows[flow];
        left.Unlink(waiter);
        if (left.Count == 0)
        {
            active.Remove(flow);
        }
    }

    /// <summary>One that was removed has been served.</summary>
    public void Charge(int flow, long costNanoseconds)
    {
        ref Flow served = ref Flows[flow];
        // Credit is for waiting: a flow that has got all it asked for keeps none. One that was given up unserved keeps it, or expensive
        // requests would lose their patience, and their flow its credit, again and again.
        served.CreditNanoseconds = served.Count == 0 ? 0 : served.CreditNanoseconds - costNanoseconds;
        quantum = Math.Max(1, quantum + ((costNanoseconds - quantum) / 16));
    }

    public Waiter Choose(bool newestFirst)
    {
        ref Flow flow = ref Flows[current];
        if (flow.Count > 0 && flow.CreditNanoseconds >= First(ref flow, newestFirst).QueueCost)
        {
            return First(ref flow, newestFirst);
        }

        Waiter? found = Visit(newestFirst);
        if (found is null)
        {
            SkipRounds(newestFirst);
            found = Visit(newestFirst);
        }

        return found!;
    }

    /// <summary>Of the flow that asks for most, whoever would be served last. Over-share flows lose before all others.</summary>
    public Waiter? Victim(bool newestFirst)
    {
        int most = -1;
        int flow = active.HasOverShare ? ShuffleShard.Flows - 1 : -1;
        for (int left = active.HasOverShare ? active.OverShareCount : active.Count; left > 0; left--)
        {
            flow = active.After(flow);
            if (most < 0 || Flows[flow].QueuedNanoseconds > Flows[most].QueuedNanoseconds)
            {
                most = flow;
            }
        }

        return most < 0 ? null : Last(ref Flows[most], newestFirst);
    }

    public Waiter? Any()
    {
        int flow = active.After(current);
        return flow < 0 ? null : Flows[flow].Oldest;
    }

    /// <summary>When the one that waits longest came.</summary>
    public long Oldest()
    {
        long oldest = long.MaxValue;
        int flow = -1;
        for (int left = active.Count; left > 0; left--)
        {
            flow = active.After(flow);
            oldest = Math.Min(oldest, Flows[flow].Oldest!.EnteredNanoseconds);
        }

        return oldest;
    }

    public void GiveUpOlder(WaitQueue queue, long enteredNanoseconds)
    {
        int flow = -1;
        for (int left = active.Count; left > 0; left--)
        {
            flow = active.After(flow);
            while (Flows[flow].Oldest is { } oldest && oldest.EnteredNanoseconds < enteredNanoseconds)
            {
                queue.GiveUpStanding(oldest);
            }
        }
    }

    private static Waiter First(ref Flow flow, bool newestFirst) => newestFirst ? flow.Newest! : flow.Oldest!;

    private static Waiter Last(ref Flow flow, bool newestFirst) => newestFirst ? flow.Oldest! : flow.Newest!;

    /// <summary>One round at most; null when nobody has the credit.</summary>
    private Waiter? Visit(bool newestFirst)
    {
        for (int left = active.Count; left > 0; left--)
        {
            current = active.After(current);
            ref Flow flow = ref Flows[current];
            flow.CreditNanoseconds += quantum;
            Waiter first = First(ref flow, newestFirst);
            if (flow.CreditNanoseconds >= first.QueueCost)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Gives all the credit of so many rounds at once that in the next round somebody has enough: requests may cost a thousand quanta.</summary>
    private void SkipRounds(bool newestFirst)
    {
        long rounds = long.MaxValue;
        int flow = current;
        for (int left = active.Count; left > 0; left--)
        {
            flow = active.After(flow);
            ref Flow behind = ref Flows[flow];
            rounds = Math.Min(rounds, (First(ref behind, newestFirst).QueueCost - behind.CreditNanoseconds + quantum - 1) / quantum);
        }

        for (int left = active.Count; left > 0; left--)
        {
            flow = active.After(flow);
            Flows[flow].CreditNanoseconds += (rounds - 1) * quantum;
        }
    }
}
