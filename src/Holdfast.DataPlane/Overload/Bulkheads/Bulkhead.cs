using System.Runtime.InteropServices;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// What keeps one route from filling its pool: while others want them, its requests hold at most a share of the pool's places. What the
/// others have needed in the last second stays free for them: a request of 20 ms that finds every place taken by one of 500 ms would wait
/// too long for the first that comes free. The route's requests wait in a queue of their own and are refused by a threshold of their own, so
/// that a crowd on this route neither pushes others out nor has them refused. Counted in places held, so ten requests of 2 s weigh as much as a
/// thousand of 20 ms, and in so many of them that their part of the servers' work is the share: <see cref="WorkShare"/>.
/// Lives on over reloads while route and pool keep their names. Any thread, where nothing else is said. Next: <see cref="PartedQueue"/>.
/// </summary>
internal sealed class Bulkhead
{
    // Marks of a holding that lasts: between two looks the route may be within its share for a moment.
    private const long HoldingNanoseconds = 500_000_000;

    // How quickly it is forgotten what others needed: a tenth each 100 ms, a second in all.
    private const double Forgotten = 0.1;

    // So much is left two seconds after the last request.
    private const double LeastAsked = 0.1;

    private Shared shared;
    private BusyTime busy;
    private int places = int.MaxValue;
    private int ceiling = int.MaxValue;
    private double wanted;
    private double wantedByMain;
    private double asked;
    private long heldAt = long.MinValue / 2;
    private long held;

    /// <param name="pool">What is on its way to the pool's own queue; null where nobody else asks.</param>
    public Bulkhead(string route, double share, int workers, QueueMail? pool = null)
    {
        Mail = new QueueMail(pool);
        Route = route;
        Share = share;
        Control = new BulkheadControl(workers);
    }

    public string Route { get; }

    /// <summary>Of the pool's places, 0 to 1. Changed with a reload.</summary>
    public double Share { get; set; }

    public BulkheadControl Control { get; }

    /// <summary>Of its route in the pool; null where nobody measures. Set with every configuration.</summary>
    public RouteBaseline? Baseline { get; set; }

    /// <summary>What its share of the work comes to in places. Control loop only.</summary>
    public WorkShare Work { get; } = new();

    /// <summary>What operators are told about it.</summary>
    public BulkheadWatch Watch { get; } = new();

    /// <summary>The owner of the pool's queue only, but for its bounds and counters.</summary>
    public WaitQueue Queue { get; } = new();

    /// <summary>What is on its way to it. Any thread.</summary>
    public QueueMail Mail { get; }

    /// <summary>What its requests have paid in the turns with others, for the pool's <see cref="PartedQueue"/>. Owner's thread only.</summary>
    public long PaidNanoseconds { get; set; }

    /// <summary>Since when that counts. Owner's thread only.</summary>
    public int PaidRound { get; set; }

    /// <summary>Requests at servers at once that it is sure of, and held to while others wait; no bound before the first look of the control loop.</summary>
    public int Places => Volatile.Read(ref places);

    public int InFlight => Volatile.Read(ref shared.InFlight);

    /// <summary>It holds its share: whoever else waits goes first.</summary>
    public bool IsFull => InFlight >= Places;

    /// <summary>What it holds beyond its share is all that others have left over: it waits even beside a free place.</summary>
    public bool IsAtCeiling => InFlight >= Volatile.Read(ref ceiling);

    /// <summary>Requests of the route that had to stand back for others because it held its share. Any thread.</summary>
    public long Held => Volatile.Read(ref held);

    /// <summary>Service time so far of those that have left, and their number.</summary>
    public (long Nanoseconds, long Count) Service => (Volatile.Read(ref shared.ServiceNanoseconds), Volatile.Read(ref shared.Left));

    /// <summary>It has been held back a moment ago.</summary>
    public bool IsHolding(long nowNanoseconds) => nowNanoseconds - Volatile.Read(ref heldAt) < HoldingNanoseconds;

    /// <summary>Takes a place where there is one: many workers look at once, and none may have what another has taken.</summary>
    public bool TryEnter()
    {
        int most = Volatile.Read(ref ceiling);
        int seen = InFlight;
        while (seen < most)
        {
            int found = Interlocked.CompareExchange(ref shared.InFlight, seen + 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>A request of the route holds a place. Only for the queue's owner, who has looked: it alone gives to those who wait.</summary>
    public void Enter() => Interlocked.Increment(ref shared.InFlight);

    /// <summary>A place that was kept for a request is not needed: it found no server, or has gone.</summary>
    public void Leave() => Interlocked.Decrement(ref shared.InFlight);

    /// <param name="serviceNanoseconds">For how long it was held.</param>
    public void Leave(long serviceNanoseconds)
    {
        Interlocked.Decrement(ref shared.InFlight);
        Interlocked.Add(ref shared.ServiceNanoseconds, serviceNanoseconds);
        Interlocked.Increment(ref shared.Left);
    }

    /// <summary>The waiter is not served although it would be its turn. Owner's thread only.</summary>
    public void NoteHeld(Waiter waiter, long nowNanoseconds)
    {
        Volatile.Write(ref heldAt, nowNanoseconds);
        if (!waiter.WasHeld)
        {
            waiter.WasHeld = true;
            Volatile.Write(ref held, held + 1);
        }
    }

    /// <summary>Owner's thread only.</summary>
    public void NoteBusy(long nowNanoseconds) => busy.Note(Queue.Count > 0, nowNanoseconds);

    /// <summary>Somebody has asked for it in the last second or two. Control loop only.</summary>
    public bool IsAskedFor => asked >= LeastAsked;

    /// <summary>
    /// What it may claim beside other bulkheads that are asked for: places that do work as its share is to theirs. Control loop only.
    /// </summary>
    public double Claim => Share * Work.Compared;

    /// <summary>Before <see cref="Tick"/>, of all bulkheads: what is asked for now.</summary>
    /// <param name="byMain">Places that routes without a bulkhead hold or wait for.</param>
    public void Look(int byMain)
    {
        wantedByMain = Latest(wantedByMain, byMain);
        // Whether, and not how much: a thousand would take nine seconds to fade.
        asked = Latest(asked, Math.Min(1, InFlight + Queue.Count));
    }

    /// <summary>
    /// Places that it is sure of: its share, and where other bulkheads are asked for as well its part of what no route without one wants, if that is more. One at
    /// least: with none, a small pool would never serve the route beside others.
    /// </summary>
    /// <param name="othersClaim">Of all other bulkheads that are asked for; 0 for none, and then what is left is lent to it alone.</param>
    public int PartOf(int limits, double othersClaim)
    {
        double part = othersClaim > 0 ? Claim / (Claim + othersClaim) * (limits - wantedByMain) : 0;
        return Math.Max(1, (int)Math.Max(Work.Factor * Share * limits, part));
    }

    /// <summary>To be called every 100 ms by the control loop.</summary>
    /// <param name="limits">The limits of the pool's servers that are available, summed.</param>
    /// <param name="wantedByOthers">Places that others of the pool hold or wait for.</param>
    /// <param name="sure">Places that it has while others wait.</param>
    public void Tick(long nowNanoseconds, int limits, int wantedByOthers, int sure)
    {
        wanted = Latest(wanted, wantedByOthers);
        Volatile.Write(ref places, sure);
        Volatile.Write(ref ceiling, Math.Max(sure, limits - (int)wanted));
        Control.Tick(nowNanoseconds, new QueueState(Queue.Count, Queue.Present(), busy.At(nowNanoseconds)), Places, Service);
        Queue.Configure(Control.Settings);
    }

    /// <summary>Up at once, forgotten slowly.</summary>
    private static double Latest(double before, int now) => Math.Max(now, before + (Forgotten * (now - before)));

    // Written with every request of the route, by all workers: on cache lines of its own.
    [StructLayout(LayoutKind.Explicit, Size = 160)]
    private struct Shared
    {
        [FieldOffset(64)]
        public int InFlight;

        [FieldOffset(72)]
        public long ServiceNanoseconds;

        [FieldOffset(80)]
        public long Left;
    }
}
