using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One request that waits for a slot. The worker of the request fills it in and hands it to the owner of the pool's queue; from then on
/// only the owner writes it, until it is handed back with its <see cref="End"/>. The one thing that both may do is to end the waiting:
/// the first of <see cref="TryEnd"/> wins, so a client that leaves and a slot that is granted at the same moment lose neither.
/// Reused by its worker.
/// </summary>
internal sealed class Waiter
{
    // Links of the mailbox it is in, and of the queue it is in; one at a time is in use, but the queue needs both ways.
    internal Waiter? NextInMailbox;

    // Its client has gone, which its queue's owner is told while it may still be in another mailbox.
    internal Waiter? NextNotice;
    internal Waiter? Next;
    internal Waiter? Previous;

    // The queue's own, while it is in it: its neighbours in the wheel of expiries and the slot there, its time and its price.
    internal Waiter? NextExpiring;
    internal Waiter? PreviousExpiring;
    internal int ExpirySlot;
    internal long EnteredNanoseconds;
    internal long QueueCost;

    /// <summary>Class (from bit 8) and flow of the queue it stands in; -1 for none.</summary>
    internal int Flow = -1;

    private int end;

    public Waiter(int worker)
    {
        Worker = worker;
    }

    /// <summary>Index of the worker that it is handed back to.</summary>
    public int Worker { get; }

    /// <summary>The pool it waits for.</summary>
    public PoolGate? Gate { get; set; }

    /// <summary>The exchange that waits. Its own worker's business.</summary>
    public object? Request { get; set; }

    public RequestClass Class { get; set; }

    /// <summary>How soon it is shed: <see cref="AdmissionKey"/>.</summary>
    public int Key { get; set; }

    /// <summary>Who is asking, as a hash: the unit of fairness.</summary>
    public ulong Client { get; set; }

    /// <summary>Its client takes more than its fair share: it is pushed out before others of its class, with another answer.</summary>
    public bool IsOverFairShare { get; set; }

    /// <summary>Expected service time, nanoseconds, at least 1: what serving it takes from the others.</summary>
    public long CostNanoseconds { get; set; }

    /// <summary>Of its route; null for none.</summary>
    public Bulkhead? Bulkhead { get; set; }

    /// <summary>It stood back for others because its route held its share.</summary>
    public bool WasHeld { get; set; }

    /// <summary>Memory that it holds while it waits.</summary>
    public int Bytes { get; set; }

    /// <summary>It has waited before and its server died under it: it goes to the front, because its client has waited longest.</summary>
    public bool AtFront { get; set; }

    /// <summary>When it began to wait, nanoseconds of the worker's clock.</summary>
    public long SinceNanoseconds { get; set; }

    /// <summary>From then on an answer would come too late: it is never given to a server.</summary>
    public long DeadlineNanoseconds { get; set; }

    /// <summary>When the queue gives it up, set by the queue: its class's patience or the deadline.</summary>
    public long ExpiresNanoseconds { get; set; }

    /// <summary>For the choice of a server.</summary>
    public ulong HashKey { get; set; }

    /// <summary>The server that has just failed the request.</summary>
    public ServerState? Avoid { get; set; }

    /// <summary>It needs a place for a session beside the slot.</summary>
    public bool IsSession { get; set; }

    /// <summary>The server it was granted a slot of.</summary>
    public ServerState? Server { get; set; }

    public WaitEnd End => (WaitEnd)Volatile.Read(ref end);

    /// <summary>Ends the waiting. Any thread; true for the first only.</summary>
    public bool TryEnd(WaitEnd how) => Interlocked.CompareExchange(ref end, (int)how, (int)WaitEnd.None) == (int)WaitEnd.None;

    /// <summary>Gives back what it was granted: its client has gone.</summary>
    public void GiveBack()
    {
        Server!.Leave();
        if (IsSession)
        {
            Server.Places.GiveBack();
        }
    }

    /// <summary>For its next request. Its worker only.</summary>
    public void Reset()
    {
        Request = null;
        Gate = null;
        Avoid = null;
        Server = null;
        AtFront = false;
        Bulkhead = null;
        WasHeld = false;
        IsOverFairShare = false;
        IsSession = false;
        Volatile.Write(ref end, (int)WaitEnd.None);
    }
}
