namespace Holdfast.Simulation;

/// <summary>
/// The gateway without sockets and threads: the real threshold, queue, choice of a server, limits and control loop, in the order of an exchange.
/// <see cref="Serve"/> stands for <see cref="PoolQueue"/>, which is a worker's, with its loop and its mail; who gets which slot is the same <see cref="SlotRound"/>.
/// </summary>
internal sealed class GatewayModel : IHappening
{
    private const int Workers = 2;
    private const long TickNanoseconds = 100_000_000;
    private const long LookNanoseconds = 5_000_000;
    private const double RouteSeconds = 60;

    private readonly Schedule schedule;
    private readonly SeededRandom random;
    private readonly Dictionary<ServerState, ServerModel> models = [];
    private readonly RouteBaseline[] routes;
    private readonly QueueLook look;
    private readonly ServerFaults faults;
    private readonly PartedQueue queue = new();
    private readonly Dictionary<int, Bulkhead> bulkheads = [];
    private PoolState pool = null!;
    private readonly HashSet<SimulatedRequest> waiting = [];
    private int nextWorker;

    public GatewayModel(Schedule schedule, SeededRandom random, LimitSettings? settings = null, int routeCount = 1)
    {
        this.schedule = schedule;
        this.random = random;
        look = new QueueLook(this);
        faults = new ServerFaults(this, schedule, random);
        Control = new PoolControl(settings ?? LimitSettings.Default, Workers, [], schedule.Now);
        routes = [.. Enumerable.Range(0, routeCount).Select(_ => Control.AddRoute())];
        schedule.At(TickNanoseconds, this);
    }

    public PoolControl Control { get; }

    public WaitQueue Queue => queue.Main;

    public Action<SimulatedRequest, Fate> OnEnd { get; set; } = (_, _) => { };

    /// <summary>After every control tick, for tests that watch.</summary>
    public Action OnTick { get; set; } = () => { };

    public LatencyHistogram QueueWaits { get; } = new();

    /// <summary>Times that a limit was overstepped, a slot stood idle beside a waiter, or somebody was sent too late or refused beside a free slot: must stay 0.</summary>
    public int Violations { get; private set; }

    /// <summary>Requests that were sent to servers.</summary>
    public long Dispatches { get; private set; }

    /// <summary>The same, as the gateway counts it by itself.</summary>
    public SlotSweep Sweep => pool.Snapshot.Gate.Sweep;

    /// <summary>Requests that were sent too late.</summary>
    public long ExpiredDispatches { get; private set; }

    public bool ChecksInvariants { get; set; } = true;

    /// <summary>A mistake made on purpose, to prove that it would be seen.</summary>
    public Bug Bug { get; set; }

    /// <summary>The route may hold that share of the places while others want them.</summary>
    public Bulkhead Bound(int route, double share) => bulkheads[route] = new Bulkhead($"route {route}", share, Workers);

    public ServerModel ModelOf(ServerState server) => models[server];

    public ServerState[] Servers => pool.Snapshot.Servers;

    public void Use(ServerModel[] servers, BalanceConfig? balance = null)
    {
        models.Clear();
        foreach (ServerModel model in servers)
        {
            models[model.State] = model;
            model.OnDone = (request, version) => Done(model, request, version);
        }

        ServerState[] states = [.. servers.Select(model => model.State)];
        pool = SimulatedPool.Create(states, balance ?? new BalanceConfig(), Control, Workers, random.Fork());
        Control.Adopt(states, schedule.Now);
    }

    public void Ask(SimulatedRequest request)
    {
        nextWorker = (nextWorker + 1) % Workers;
        request.Waiter = request.Waiter.Worker == nextWorker ? request.Waiter : new Waiter(nextWorker);
        request.Deadline = request.Asked + (long)((request.Stream.ClientsLeave ? RouteSeconds : request.Stream.DeadlineSeconds) * 1e9);
        int key = AdmissionKey.Of(request.Stream.Class, AdmissionKey.CohortOf(Mix(request.Client)));
        request.Bulkhead = bulkheads.GetValueOrDefault(request.Stream.Route);
        SamplesOf(request, nextWorker).RecordArrival(key);
        NoteClient(request);
        bool admitted = (request.Bulkhead?.Control.Threshold ?? Control.Threshold).Admits(key, random.NextUInt64());
        bool mustWait = request.Bulkhead is { } bulkhead ? queue.Count > 0 || bulkhead.IsAtCeiling : queue.Main.Count > 0;
        mustWait |= Bug == Bug.ObeysTheThresholdAlone && !admitted;
        if (!Place(request, mustWait, admitted))
        {
            Violations += ChecksInvariants && queue.Count == 0 && request.Bulkhead is null && Servers.Any(CanServe) ? 1 : 0;
            SamplesOf(request, nextWorker).RecordShed(request.Stream.Class);
            OnEnd(request, Fate.Shed);
        }
    }

    private bool Place(SimulatedRequest request, bool mustWait, bool mayWait)
    {
        if (!mustWait && TryTake(request, out _) is { } server)
        {
            Dispatch(request, server);
            return true;
        }

        if (mayWait)
        {
            Wait(request);
        }

        return mayWait;
    }

    /// <summary>The control loop's tick.</summary>
    public void Happen(long version)
    {
        Control.Tick(schedule.Now, new QueueState(queue.Main.Count, pool.Snapshot.Gate.BusyAt(schedule.Now)));
        BulkheadRound.Tick([.. bulkheads.Values], Control.Servers, queue.Main.Count, Control.State.Shed > 0, Control.State.SumOfLimits, schedule.Now);
        queue.Main.Configure(QueueSettings.For(Control.State.Capacity, Control.State.MedianServiceNanoseconds, Control.State.Crowd));
        schedule.At(schedule.Now + TickNanoseconds, this);
        if (Bug != Bug.NeverLooksAgain)
        {
            Serve();
        }

        if (Sweep.Look(pool.Snapshot))
        {
            schedule.At((schedule.Now + SlotSweep.SecondLookNanoseconds) / 1e9, () => Sweep.LookAgain(pool.Snapshot));
        }

        OnTick();
    }

    /// <summary>The client or the gateway gave up waiting for the answer.</summary>
    public void TimeOut(SimulatedRequest request)
    {
        if (request.Model is not null)
        {
            faults.TimeOut(request);
        }
        else if (Bug != Bug.ForgetsDeadlines && request.Waiter.TryEnd(WaitEnd.Cancelled))
        {
            (request.Bulkhead?.Queue ?? queue.Main).Remove(request.Waiter);
            EndWait(request);
            OnEnd(request, Fate.Late);
        }
    }

    public void Kill(ServerModel model, IEnumerable<SimulatedRequest> present) => faults.Kill(model, present);

    /// <summary>Whose connection broke is asked once more, elsewhere; false when it may not.</summary>
    public bool TryRepeat(SimulatedRequest request, ServerState failed)
    {
        if (request.Avoid is not null || !Control.Threshold.AdmitsAll)
        {
            return false;
        }

        request.Avoid = failed;
        Place(request, mustWait: queue.Main.Count > 0, mayWait: true);
        return true;
    }

    public long Expected(SimulatedRequest request) => routes[request.Stream.Route].ExpectedNanoseconds;

    public ServerSamples Samples(ServerState server, SimulatedRequest request) => Control.Find(server)!.SamplesOf(request.Waiter.Worker);

    /// <summary>Gives the slot back; its answer, if one comes, is nobody's.</summary>
    public void Leave(ServerModel model, SimulatedRequest request)
    {
        request.Model = null;
        request.Version++;
        model.State.Leave();
        request.Bulkhead?.Leave(schedule.Now - request.Dispatched);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private BalancingRequest Balancing(SimulatedRequest request) => new(request.Client, request.Avoid, schedule.Now);

    private void NoteClient(SimulatedRequest request)
    {
        int epoch = (request.Bulkhead?.Control.Asking ?? Control.Asking).EpochOf(schedule.Now);
        if (request.Loop?.Epoch != epoch)
        {
            SamplesOf(request, nextWorker).RecordClient(epoch);
        }

        if (request.Loop is { } loop)
        {
            loop.Epoch = epoch;
        }
    }

    private void Wait(SimulatedRequest request)
    {
        Waiter waiter = request.Waiter;
        waiter.Reset();
        waiter.Request = request;
        waiter.Class = request.Stream.Class;
        waiter.Bulkhead = request.Bulkhead;
        waiter.Client = Mix(request.Client);
        waiter.Key = AdmissionKey.Of(waiter.Class, AdmissionKey.CohortOf(waiter.Client));
        waiter.CostNanoseconds = Math.Max(1, Expected(request));
        waiter.Bytes = 1024;
        waiter.SinceNanoseconds = schedule.Now;
        waiter.HashKey = request.Client;
        waiter.Avoid = request.Avoid;
        waiter.AtFront = request.Avoid is not null;
        waiter.DeadlineNanoseconds = Bug == Bug.ForgetsDeadlines ? long.MaxValue / 4 : request.Deadline;
        if (queue.Count == 0)
        {
            schedule.At(schedule.Now + LookNanoseconds, look);
        }

        waiting.Add(request);
        pool.Snapshot.Gate.BeginWait();
        queue.Add(waiter, schedule.Now);
        pool.Snapshot.Gate.NoteBusy(queue.Main.Count > 0, schedule.Now);
        TakeEnded();
        if (pool.Snapshot.Gate.AreAllBarred)
        {
            Serve();
        }
    }

    /// <summary>Something changed that the gateway tells its queue of.</summary>
    public void Look() => Serve();

    private void Serve()
    {
        var round = new FlawedRound(Bug, queue, pool);
        while (round.Next(schedule.Now, out ServerState? server) is { } waiter)
        {
            var request = (SimulatedRequest)waiter.Request!;
            waiter.TryEnd(WaitEnd.Granted);
            EndWait(request);
            Dispatch(request, server!);
        }

        pool.Snapshot.Gate.AreAllBarred = round.AreAllBarred;
        TakeEnded();
        queue.Settle(schedule.Now);
        CheckIdleSlots();
    }

    private PoolSamples SamplesOf(SimulatedRequest request, int worker) => request.Bulkhead?.Control.SamplesOf(worker) ?? Control.SamplesOf(worker);

    private void Overflowed(Waiter waiter)
    {
        if (waiter.Bulkhead is { } bulkhead)
        {
            bulkhead.Control.Overflowed(waiter.Key);
        }
        else
        {
            Control.Overflowed(waiter.Key);
        }
    }

    private void TakeEnded()
    {
        while (queue.TryTakeEnded() is { } ended)
        {
            var request = (SimulatedRequest)ended.Request!;
            EndWait(request);
            if (ended.End is WaitEnd.PushedOut or WaitEnd.OverFairShare)
            {
                Overflowed(ended);
            }

            SamplesOf(request, ended.Worker).RecordShed(ended.Class);
            OnEnd(request, ended.End == WaitEnd.OverFairShare ? Fate.ShedFairShare : ended.End == WaitEnd.NoServer ? Fate.Failed : Fate.Shed);
        }
    }

    private void EndWait(SimulatedRequest request)
    {
        waiting.Remove(request);
        pool.Snapshot.Gate.EndWait();
        pool.Snapshot.Gate.NoteBusy(queue.Main.Count > 0, schedule.Now);
        QueueWaits.Record(schedule.Now - request.Waiter.SinceNanoseconds);
    }

    private void Dispatch(SimulatedRequest request, ServerState server)
    {
        bool isTooLate = DispatchRule.IsTooLate(schedule.Now, request.Deadline);
        ExpiredDispatches += isTooLate ? 1 : 0;
        if (ChecksInvariants && (server.InFlight > server.Limit || isTooLate))
        {
            Violations++;
        }

        Dispatches++;
        request.Bulkhead?.Enter();
        request.Model = models[server];
        request.Dispatched = schedule.Now;
        request.LowUse = Samples(server, request).SawInFlight(server.InFlight);
        if (!faults.TryFail(request))
        {
            request.Model.Take(request);
        }
    }

    private void Done(ServerModel model, SimulatedRequest request, long version)
    {
        if (request.Version != version)
        {
            // Nobody waits for it any more; its slot was given back when it was given up.
            return;
        }

        long time = schedule.Now - request.Dispatched;
        Leave(model, request);
        Samples(model.State, request).RecordAnswer(time, Expected(request), time, request.LowUse, 2 * time > request.Deadline - request.Asked);
        routes[request.Stream.Route].SamplesOf(request.Waiter.Worker).RecordAnswer(time, request.LowUse);
        SamplesOf(request, request.Waiter.Worker).RecordCompletion(request.Stream.Class, time);
        OnEnd(request, Fate.Good);
        if (Bug is not (Bug.ForgetsWaiters or Bug.NeverLooksAgain))
        {
            Serve();
        }

        CheckIdleSlots();
    }

    private ServerState? TryTake(SimulatedRequest request, out bool anyAvailable)
    {
        ServerState? server = FreeSlot.TryTake(pool, Balancing(request), out anyAvailable);
        return server ?? (Bug == Bug.OverstepsLimits ? FlawedRound.Overstep(pool) : null);
    }

    /// <summary>By other means than those that give the slots.</summary>
    private void CheckIdleSlots()
    {
        if (!ChecksInvariants || waiting.Count == 0)
        {
            return;
        }

        foreach (ServerState server in pool.Snapshot.Servers)
        {
            if (CanServe(server) && waiting.Any(each => each.Avoid != server && each.Bulkhead is null))
            {
                Violations++;
            }
        }
    }

    private static bool CanServe(ServerState server) => server.InFlight < server.Limit && server.Condition == 0 && server.Weight > 0;

    /// <summary>What the queue's owner does every 5 ms while anyone waits.</summary>
    private sealed class QueueLook(GatewayModel gateway) : IHappening
    {
        public void Happen(long version)
        {
            gateway.queue.Expire(gateway.schedule.Now);
            if (gateway.Bug == Bug.NeverLooksAgain)
            {
                gateway.TakeEnded();
            }
            else
            {
                gateway.Serve();
            }

            if (gateway.queue.Count > 0)
            {
                gateway.schedule.At(gateway.schedule.Now + LookNanoseconds, this);
            }
        }
    }
}
