using Holdfast.DataPlane;

namespace Holdfast.Simulation;

/// <summary>
/// The gateway without sockets and threads: the real threshold, queue, choice of a server, limits and control loop, in the order of an exchange.
/// <see cref="Serve"/> stands for <see cref="PoolQueue"/>, which is a worker's, with its loop and its mail; who gets which slot is the same <see cref="SlotRound"/>.
/// </summary>
internal sealed class GatewayModel : IHappening
{
    private const int Workers = 2;
    private const long TickNanoseconds = 100_000_000;
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
    private ClientShares? shares;
    private readonly InvariantWatch watch = new();
    private int nextWorker;

    public GatewayModel(Schedule schedule, SeededRandom random, LimitSettings? settings = null, int routeCount = 1)
    {
        this.schedule = schedule;
        this.random = random;
        look = new QueueLook(this, schedule, queue);
        faults = new ServerFaults(this, schedule, random);
        Control = new PoolControl(settings ?? LimitSettings.Default, Workers, [], schedule.Now);
        routes = [.. Enumerable.Range(0, routeCount).Select(_ => Control.AddRoute())];
        schedule.At(TickNanoseconds, this);
    }

    public PoolControl Control { get; }

    public WaitQueue Queue => queue.Main;

    public Action<SimulatedRequest, Fate> OnEnd { get; set; } = (_, _) => { };

    /// <summary>Requests whose clients wait for an answer.</summary>
    public required IReadOnlyCollection<SimulatedRequest> UnderWay { get; init; }

    /// <summary>Null where servers are judged by nobody.</summary>
    public HealthModel? Health { get; private set; }

    /// <summary>After every control tick, for tests that watch.</summary>
    public Action OnTick { get; set; } = () => { };

    public LatencyHistogram QueueWaits { get; } = new();

    /// <inheritdoc cref="InvariantWatch.Violations"/>
    public int Violations => watch.Violations;

    /// <summary>Requests that were sent to servers.</summary>
    public long Dispatches { get; private set; }

    /// <summary>The same, as the gateway counts it by itself.</summary>
    public SlotSweep Sweep => pool.Snapshot.Gate.Sweep;

    /// <inheritdoc cref="InvariantWatch.ExpiredDispatches"/>
    public long ExpiredDispatches => watch.ExpiredDispatches;

    /// <inheritdoc cref="InvariantWatch.Canaries"/>
    public long Canaries => watch.Canaries;

    public bool ChecksInvariants
    {
        set => watch.IsOn = value;
    }

    /// <summary>A mistake made on purpose, to prove that it would be seen.</summary>
    public Bug Bug { get; set; }

    /// <summary>The route may hold that share of the places while others want them.</summary>
    public Bulkhead Bound(int route, double share) => bulkheads[route] = new Bulkhead($"route {route}", share, Workers) { Baseline = routes[route] };

    public void JudgeServers() => Health = new HealthModel(this, schedule, pool.Snapshot.Health, random.Fork());

    public int ClientsRemembered => pool.Snapshot.Gate.Fairness.Remembered;

    public void TellClientsApart() => shares = new ClientShares(pool.Snapshot.Gate, schedule);

    public ServerModel ModelOf(ServerState server) => models[server];

    public ServerState[] Servers => pool.Snapshot.Servers;

    public void Use(ServerModel[] servers, BalanceConfig balance, HealthConfig? probes)
    {
        models.Clear();
        foreach (ServerModel model in servers)
        {
            models[model.State] = model;
            model.OnDone = (request, version) => Done(model, request, version);
        }

        ServerState[] states = [.. servers.Select(model => model.State)];
        pool = SimulatedPool.Create(states, balance, probes, Control, Workers, random.Fork());
        Control.Adopt(states, schedule.Now);
    }

    public void Ask(SimulatedRequest request)
    {
        nextWorker = (nextWorker + 1) % Workers;
        request.Waiter = request.Waiter.Worker == nextWorker ? request.Waiter : new Waiter(nextWorker);
        request.Deadline = request.Asked + (long)((request.Stream.ClientsLeave ? RouteSeconds : request.Stream.DeadlineSeconds) * 1e9);
        request.Key = AdmissionKey.Of(request.Stream.Class, AdmissionKey.CohortOf(request.ClientHash));
        bool isWithinCap = shares is null || shares.Arrive(request, Expected(request));
        request.Bulkhead = bulkheads.GetValueOrDefault(request.Stream.Route);
        SamplesOf(request, nextWorker).RecordArrival(request.Key);
        NoteClient(request);
        ulong chance = random.NextUInt64();
        bool admitted = (request.Bulkhead?.Control.Threshold ?? Control.Threshold).Admits(request.Key, chance) && isWithinCap;
        bool mustWait = request.Bulkhead is { } bulkhead ? queue.Count > 0 || bulkhead.IsAtCeiling : queue.Main.Count > 0;
        mustWait |= Bug == Bug.ObeysTheThresholdAlone && !admitted;
        bool isHopeless = ComesTooLate(request);
        request.IsCanary = isHopeless && DispatchRule.IsCanary(chance);
        if (isHopeless && !request.IsCanary && (admitted || (!mustWait && FreeSlot.Roomiest(pool, avoid: null) is not null)))
        {
            End(request, Fate.Late);
            return;
        }

        Place(request, mustWait, admitted || Bug == Bug.ForgetsBounds);
    }

    /// <summary>A server has failed it, and another one is to have it.</summary>
    public void SendAgain(SimulatedRequest request) => Place(request, mustWait: queue.Main.Count > 0, mayWait: true);

    private void Place(SimulatedRequest request, bool mustWait, bool mayWait)
    {
        bool anyAvailable = true;
        ServerState? server = mustWait ? null : TryTake(request, out anyAvailable);
        shares?.Enter(request, server is not null || mayWait);
        if (server is not null)
        {
            Dispatch(request, server);
        }
        else if (!anyAvailable && Bug != Bug.WaitsForTheDead)
        {
            EndWithoutServer(request);
        }
        else if (mayWait)
        {
            Wait(request);
        }
        else
        {
            watch.NoteRefusal(request, queue.Count, Servers);
            SamplesOf(request, nextWorker).RecordShed(request.Stream.Class, request.IsOverShare);
            End(request, request.IsOverShare ? Fate.ShedFairShare : Fate.Shed);
        }
    }

    /// <summary>Where a server has failed it before, that is what its client is told.</summary>
    private void EndWithoutServer(SimulatedRequest request) => End(request, request.Sendings > 0 ? Fate.Failed : Fate.NoServer);

    /// <summary>The request is over for the gateway.</summary>
    public void End(SimulatedRequest request, Fate fate)
    {
        shares?.Leave(request);
        Repeats.End(request);
        OnEnd(request, fate);
    }

    /// <summary>The control loop's tick.</summary>
    public void Happen(long version)
    {
        Control.Tick(schedule.Now, new QueueState(queue.Main.Count, queue.Main.Present(), pool.Snapshot.Gate.BusyAt(schedule.Now)));
        WorkRound.Tick([.. bulkheads.Values], Control, schedule.Now);
        BulkheadRound.Tick([.. bulkheads.Values], Control.Servers, queue.Main.Count, Control.State.Shed > 0, Control.State.SumOfLimits, schedule.Now);
        PoolControlState state = Control.State;
        queue.Main.Configure(Bug == Bug.ForgetsBounds ? QueueSettings.Off : QueueSettings.For(state.Capacity, state.MedianServiceNanoseconds, state.Crowd));
        shares?.Tick(Control, queue.Main.Count);
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
            End(request, Fate.Late);
        }
    }

    public void Kill(ServerModel model) => faults.Kill(model);

    public void Crash(ServerModel model) => faults.Crash(model);

    public void GiveUpWaiting(ServerState server) => faults.GiveUpWaiting(models[server]);

    /// <summary>What the server is to answer, in the order in which it got them.</summary>
    public List<SimulatedRequest> PresentAt(ServerModel model) => [.. UnderWay.Where(each => each.Model == model).OrderBy(each => each.Dispatched)];

    /// <summary>As <see cref="RequestAdmission.ComesTooLate"/>, now.</summary>
    public bool ComesTooLate(SimulatedRequest request)
    {
        request.Expected = Expected(request);
        return Bug != Bug.SendsTheHopeless && !request.Stream.IsTimeout && schedule.Now >= Queue.Settings.LatestStart(request.Deadline, request.Expected);
    }

    public RouteSamples SamplesOfRoute(SimulatedRequest request) => routes[request.Stream.Route].SamplesOf(request.Waiter.Worker);

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
        waiter.Client = request.ClientHash;
        waiter.Key = request.Key;
        waiter.IsOverFairShare = request.IsOverShare;
        waiter.CostNanoseconds = Math.Max(1, request.Expected);
        waiter.Bytes = 1024;
        waiter.SinceNanoseconds = schedule.Now;
        waiter.HashKey = request.Client;
        waiter.Avoid = request.Avoid;
        waiter.AtFront = request.Avoid is not null;
        waiter.DeadlineNanoseconds = Bug == Bug.ForgetsDeadlines ? long.MaxValue / 4 : request.Deadline;
        look.NoteWaiter();
        watch.BeginWait(request);
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
        watch.LookForIdleSlots(Servers);
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

    /// <summary>Tells those whom the queue has given up.</summary>
    public void TakeEnded()
    {
        while (queue.TryTakeEnded() is { } ended)
        {
            var request = (SimulatedRequest)ended.Request!;
            EndWait(request);
            if (ended.End is WaitEnd.PushedOut or WaitEnd.OverFairShare)
            {
                Overflowed(ended);
            }

            if (ended.End == WaitEnd.NoServer)
            {
                EndWithoutServer(request);
                continue;
            }

            SamplesOf(request, ended.Worker).RecordShed(ended.Class, ended.IsOverFairShare);
            End(request, ended.End == WaitEnd.OverFairShare ? Fate.ShedFairShare : Fate.Shed);
        }
    }

    private void EndWait(SimulatedRequest request)
    {
        watch.EndWait(request);
        pool.Snapshot.Gate.EndWait();
        pool.Snapshot.Gate.NoteBusy(queue.Main.Count > 0, schedule.Now);
        QueueWaits.Record(schedule.Now - request.Waiter.SinceNanoseconds);
    }

    private void Dispatch(SimulatedRequest request, ServerState server)
    {
        watch.NoteDispatch(request, server, Control.State.MedianServiceNanoseconds, schedule.Now);
        Dispatches++;
        request.Sendings++;
        request.Bulkhead?.Enter();
        request.Model = models[server];
        request.Dispatched = schedule.Now;
        request.LowUse = Samples(server, request).SawInFlight(server.InFlight);
        request.Watch.Begin(Health?.EvidenceOf(server, request.Waiter.Worker));
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
        request.Watch.NoteAnswer(200, time);
        request.Watch.End(RequestOutcome.Answered, isChance: false);
        Samples(model.State, request).RecordAnswer(time, Expected(request), time, request.LowUse, 2 * time > request.Deadline - request.Asked);
        SamplesOfRoute(request).RecordAnswer(time, request.LowUse);
        SamplesOf(request, request.Waiter.Worker).RecordCompletion(request.Stream.Class, time);
        End(request, Fate.Good);
        if (Bug is not (Bug.ForgetsWaiters or Bug.NeverLooksAgain))
        {
            Serve();
        }

        watch.LookForIdleSlots(Servers);
    }

    private ServerState? TryTake(SimulatedRequest request, out bool anyAvailable)
    {
        ServerState? server = FreeSlot.TryTake(pool, Balancing(request), out anyAvailable);
        return server ?? (Bug == Bug.OverstepsLimits ? FlawedRound.Overstep(pool) : null);
    }
}
