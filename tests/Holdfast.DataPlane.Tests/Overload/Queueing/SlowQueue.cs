namespace Holdfast.DataPlane.Tests.Overload.Queueing;

/// <summary>
/// The same order from one list and long walks: what <see cref="WaitQueue"/> must agree with, move by move. Of the queue's own parts it
/// uses only those that hold no waiters.
/// </summary>
internal sealed class SlowQueue
{
    private const int FlowCount = 128;

    private readonly List<Entry> entries = [];
    private readonly ClassOrder order = new();
    private readonly StandingQueue[] standing = new StandingQueue[4];
    private readonly long[,] credits = new long[4, FlowCount];
    private readonly ulong[,] lastClients = new ulong[4, FlowCount];
    private readonly int[] current = new int[4];
    private readonly long[] quantum = new long[4];
    private long now;

    public QueueSettings Settings { get; set; } = QueueSettings.Unknown;

    /// <summary>Who was given up, and how, since it was last cleared.</summary>
    public List<(Waiter Waiter, WaitEnd End)> Ended { get; } = [];

    public int Count => entries.Count;

    public long Bytes => entries.Sum(entry => (long)entry.Waiter.Bytes);

    public void Add(Waiter waiter, long time)
    {
        now = time;
        int index = (int)waiter.Class;
        if (entries.TrueForAll(entry => entry.Class != index))
        {
            order.Enter(index);
        }

        var added = new Entry(waiter, index, waiter.AtFront ? -1 : ChooseFlow(index, waiter), time, Settings.ExpiryOf(waiter, time), Math.Max(1, waiter.CostNanoseconds));
        entries.Add(added);
        if (added.Flow >= 0)
        {
            lastClients[index, added.Flow] = waiter.Client;
            quantum[index] = quantum[index] == 0 ? added.Cost : quantum[index];
        }

        if (added.Expires <= time)
        {
            GiveUp(added, WaitEnd.Expired);
        }
        else if (waiter.Bytes > Settings.Bytes)
        {
            GiveUp(added, WaitEnd.PushedOut);
        }
        else
        {
            MakeRoom();
        }
    }

    public Waiter? Next(long time, Func<Waiter, bool> hasLeft)
    {
        now = time;
        while (entries.Count > 0)
        {
            Entry entry = Choose();
            if (!hasLeft(entry.Waiter) && time < entry.Expires && time < Settings.LatestStartOf(entry.Waiter))
            {
                return entry.Waiter;
            }

            GiveUp(entry, hasLeft(entry.Waiter) ? WaitEnd.Cancelled : WaitEnd.Expired);
        }

        return null;
    }

    public void Take(Waiter waiter)
    {
        Entry entry = entries.First(candidate => candidate.Waiter == waiter);
        Drop(entry);
        order.Charge(entry.Class, entry.Cost);
        if (entry.Flow >= 0)
        {
            bool emptied = !entries.Exists(other => other.Class == entry.Class && other.Flow == entry.Flow);
            credits[entry.Class, entry.Flow] = emptied ? 0 : credits[entry.Class, entry.Flow] - entry.Cost;
            quantum[entry.Class] = Math.Max(1, quantum[entry.Class] + ((entry.Cost - quantum[entry.Class]) / 16));
            if (!standing[entry.Class].Stands)
            {
                standing[entry.Class].Note(now - entry.Entered);
            }
        }
    }

    public void Remove(Waiter waiter) => Drop(entries.First(entry => entry.Waiter == waiter));

    public void Expire(long time, Func<Waiter, bool> hasLeft)
    {
        now = time;
        foreach (Entry entry in entries.Where(entry => entry.Expires <= time).ToList())
        {
            GiveUp(entry, hasLeft(entry.Waiter) ? WaitEnd.Cancelled : WaitEnd.Expired);
        }

        for (int index = 0; index < 4; index++)
        {
            standing[index].Advance(time, Settings.StandingNanoseconds, Settings.WindowNanoseconds);
            if (standing[index].Stands)
            {
                long limit = time - (2 * Settings.StandingNanoseconds);
                foreach (Entry entry in entries.Where(entry => entry.Class == index && entry.Flow >= 0 && entry.Entered < limit).ToList())
                {
                    GiveUp(entry, hasLeft(entry.Waiter) ? WaitEnd.Cancelled : WaitEnd.Expired);
                }
            }

            List<Entry> left = entries.FindAll(entry => entry.Class == index);
            if (left.Count == 0)
            {
                standing[index].Note(0);
            }
            else if (standing[index].Stands)
            {
                standing[index].Note(time - left.Min(entry => entry.Entered));
            }
        }

        MakeRoom(hasLeft);
    }

    private int ChooseFlow(int index, Waiter waiter)
    {
        ulong cards = ByteHash.Mix(0, waiter.Client);
        var hand = Enumerable.Range(0, 6).Select(card => (int)((cards >> (6 * card)) & 63) + (waiter.IsOverFairShare ? 64 : 0)).ToList();
        ILookup<int, Entry> flows = entries.Where(entry => entry.Class == index).ToLookup(entry => entry.Flow);
        int own = hand.FindIndex(flow => flows.Contains(flow) && lastClients[index, flow] == waiter.Client);
        return own >= 0 ? hand[own] : hand.MinBy(flow => flows[flow].Sum(entry => entry.Cost));
    }

    private Entry Choose()
    {
        uint waiting = 0;
        entries.ForEach(entry => waiting |= 1u << entry.Class);
        int index = order.Choose(waiting);
        if (entries.Find(entry => entry.Class == index && entry.Flow < 0) is { } front)
        {
            return front;
        }

        // One visit after the other, however many rounds it takes.
        ILookup<int, Entry> flows = entries.Where(entry => entry.Class == index).ToLookup(entry => entry.Flow);
        for (bool visit = false; ; visit = true)
        {
            if (flows.Contains(current[index]))
            {
                credits[index, current[index]] += visit ? quantum[index] : 0;
                Entry first = standing[index].Stands ? flows[current[index]].Last() : flows[current[index]].First();
                if (credits[index, current[index]] >= first.Cost)
                {
                    return first;
                }
            }

            current[index] = (current[index] + 1) % FlowCount;
        }
    }

    private void MakeRoom(Func<Waiter, bool>? hasLeft = null)
    {
        for (int index = 3; index >= 0; index--)
        {
            while (entries.FindAll(entry => entry.Class == index) is { Count: > 0 } members
                && (Count > Settings.Count || Bytes > Settings.Bytes || members.Count > Settings.CountOf(index)))
            {
                List<Entry> inFlows = members.FindAll(entry => entry.Flow >= 64);
                inFlows = inFlows.Count > 0 ? inFlows : members.FindAll(entry => entry.Flow >= 0);
                List<Entry> most = inFlows.Count == 0 ? members : [.. inFlows.GroupBy(entry => entry.Flow).OrderBy(flow => flow.Key).MaxBy(flow => flow.Sum(entry => entry.Cost))!];
                Entry victim = inFlows.Count > 0 && standing[index].Stands ? most[0] : most[^1];
                WaitEnd end = victim.Waiter.IsOverFairShare ? WaitEnd.OverFairShare : WaitEnd.PushedOut;
                GiveUp(victim, hasLeft is not null && hasLeft(victim.Waiter) || victim.Waiter.End == WaitEnd.Cancelled ? WaitEnd.Cancelled : end);
            }
        }
    }

    private void GiveUp(Entry entry, WaitEnd how)
    {
        Drop(entry);
        Ended.Add((entry.Waiter, how));
    }

    private void Drop(Entry entry)
    {
        entries.Remove(entry);
        if (!entries.Exists(other => other.Class == entry.Class))
        {
            standing[entry.Class].Note(0);
        }
    }

    private sealed record Entry(Waiter Waiter, int Class, int Flow, long Entered, long Expires, long Cost);
}
