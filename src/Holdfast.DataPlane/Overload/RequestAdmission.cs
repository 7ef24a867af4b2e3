using Holdfast.Http1;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Step 1 of an exchange once its route is known: is there capacity for a request of this importance? Decided before its body is read and
/// before anything is prepared, so that a refusal costs little. Worker thread only. Next: <see cref="PoolControl"/>.
/// </summary>
internal static class RequestAdmission
{
    private const long HourNanoseconds = 3_600_000_000_000;

    /// <summary>Answered when the request may go on, else why it is shed.</summary>
    public static RequestOutcome Judge(PoolState pool, RouteSnapshot route, RequestHead request, ExchangeFacts facts, Worker worker)
    {
        if (!pool.Snapshot.IsProtected)
        {
            return RequestOutcome.Answered;
        }

        if (worker.Pressure.Refuses(facts.Class, facts.HasBody))
        {
            return RequestOutcome.ShedPressure;
        }

        ulong random = worker.Random.NextUInt64();
        ClientUsage usage = pool.Snapshot.Gate.UsageOf(worker.Index);
        if (usage.Arrive(facts.ClientHash, facts.ClientAddress, CostOf(pool.Snapshot.Gate, route.Baseline), facts.StartedNanoseconds, facts.IsRetry))
        {
            Name(usage, worker.Snapshot.Clients, request, facts);
        }

        FairShares shares = pool.Snapshot.Gate.Fairness.Shares;
        facts.Key = AdmissionKey.Of(facts.Class, shares.CohortOf(facts.ClientHash, facts.StartedNanoseconds / HourNanoseconds));
        facts.IsOverShare = shares.IsOverShare(facts.ClientHash);
        Bulkhead? bulkhead = route.Bulkhead;
        PoolControl control = pool.Snapshot.Gate.Control;
        PoolSamples samples = bulkhead?.Control.SamplesOf(worker.Index) ?? pool.Samples;
        samples.RecordArrival(facts.Key);
        CrowdSize asking = bulkhead?.Control.Asking ?? control.Asking;
        int epoch = asking.EpochOf(facts.StartedNanoseconds);
        if (facts.Client.Crowds.IsFirstIn(epoch, asking))
        {
            samples.RecordClient(epoch);
        }

        AdmissionThreshold threshold = bulkhead?.Control.Threshold ?? control.Threshold;
        bool admitted = threshold.Admits(facts.Key, random) && !shares.IsOverCap(facts.ClientHash, usage.PresentOf(facts.ClientHash));
        if (!admitted && !IsIdle(pool, bulkhead))
        {
            RequestOutcome refused = facts.IsOverShare ? RequestOutcome.ShedFairShare
                : bulkhead is not null && bulkhead.IsHolding(facts.StartedNanoseconds) ? RequestOutcome.ShedBulkhead
                : RequestOutcome.ShedOverload;
            usage.Refuse(facts.ClientHash, refused);
            return refused;
        }

        if (ComesTooLate(pool.Snapshot.Gate, route.Baseline, facts, facts.StartedNanoseconds) && !DispatchRule.IsCanary(random))
        {
            return RequestOutcome.DeadlinePassed;
        }

        facts.Usage = usage;
        usage.Enter(facts.ClientHash);
        return RequestOutcome.Answered;
    }

    /// <summary>A rate limit has refused the request: its client asks nothing of the pool, and is seen all the same.</summary>
    public static void NoteRateLimited(PoolState pool, RouteSnapshot route, RequestHead request, ExchangeFacts facts, Worker worker)
    {
        if (!pool.Snapshot.IsProtected)
        {
            return;
        }

        ClientUsage usage = pool.Snapshot.Gate.UsageOf(worker.Index);
        if (usage.Limit(facts.ClientHash, facts.ClientAddress, CostOf(pool.Snapshot.Gate, route.Baseline), facts.StartedNanoseconds))
        {
            Name(usage, worker.Snapshot.Clients, request, facts);
        }
    }

    /// <summary>The request has become a session: that takes nothing of its client's share of the slots, however long it lasts.</summary>
    public static void NoteSession(ExchangeFacts facts)
    {
        facts.Usage?.Leave(facts.ClientHash, facts.FirstByteNanoseconds - facts.SentNanoseconds, ClientEnd.Good);
        facts.Usage = null;
    }

    /// <summary>The exchange is over.</summary>
    /// <param name="pool">To which its route led in the end; null for none.</param>
    /// <param name="bulkhead">Of the route in that pool.</param>
    /// <param name="worker">Its index.</param>
    public static void NoteEnd(PoolState? pool, Bulkhead? bulkhead, ExchangeFacts facts, RequestOutcome outcome, int worker, long nowNanoseconds)
    {
        if (facts.Usage is { } usage)
        {
            usage.Leave(facts.ClientHash, facts.SentNanoseconds > 0 ? nowNanoseconds - facts.SentNanoseconds : 0, EndOf(outcome, facts.StatusCode));
            facts.Usage = null;
        }

        if (pool is null)
        {
            return;
        }

        if (outcome is RequestOutcome.ShedRateLimit or RequestOutcome.ShedPressure)
        {
            pool.Samples.RecordUnasked();
            return;
        }

        PoolSamples samples = bulkhead?.Control.SamplesOf(worker) ?? pool.Samples;
        if (outcome is RequestOutcome.Answered or RequestOutcome.Tunnelled && facts.StatusCode < 500)
        {
            samples.RecordCompletion(facts.Class, ServiceOf(facts, outcome == RequestOutcome.Tunnelled ? facts.FirstByteNanoseconds : nowNanoseconds));
        }
        else if (OutcomeTable.Row(outcome).Cause == OutcomeCause.Shed && outcome != RequestOutcome.ShedSessions)
        {
            samples.RecordShed(facts.Class, facts.IsOverShare);
        }
    }

    /// <summary>
    /// What the request is expected to ask of a server, nanoseconds, 1 at least. Of a route that is not known yet as much as of the others, as in the first seconds after a
    /// reload: at no cost whoever asks it for most would not be seen, and would be served before everybody else.
    /// </summary>
    public static long CostOf(PoolGate gate, RouteBaseline baseline) =>
        Math.Max(1, baseline.ExpectedNanoseconds > 0 ? baseline.ExpectedNanoseconds : gate.Control.State.MeanServiceNanoseconds);

    /// <summary>Not even half of the answers to such requests would come before the client stops waiting.</summary>
    public static bool ComesTooLate(PoolGate gate, RouteBaseline baseline, ExchangeFacts facts, long nowNanoseconds) =>
        facts.ClientDeadlineNanoseconds != TimeoutsSnapshot.Never
        && nowNanoseconds >= (gate.Queue?.Settings ?? QueueSettings.Unknown).LatestStart(facts.ClientDeadlineNanoseconds, baseline.ExpectedNanoseconds);

    private static ClientEnd EndOf(RequestOutcome outcome, int status) => OutcomeTable.Row(outcome).Cause switch
    {
        OutcomeCause.None => status < 500 ? ClientEnd.Good : ClientEnd.Failed,
        OutcomeCause.Server => ClientEnd.Failed,
        OutcomeCause.Shed or OutcomeCause.Gateway => ClientEnd.Shed,
        _ => ClientEnd.Other,
    };

    /// <summary>A client that is not told apart by its address: people want to know who it is.</summary>
    private static void Name(ClientUsage usage, ClientIdentity clients, RequestHead request, ExchangeFacts facts)
    {
        ReadOnlySpan<byte> input = facts.Client.Stream.Input!.Filled;
        ReadOnlySpan<byte> written = clients.WrittenIn(input, request);
        ClientName name = written.IsEmpty ? ForwardedClient.NameOf(facts.Client, input, request) : clients.NameOf(written);
        if (!name.IsEmpty)
        {
            usage.Name(facts.ClientHash, name);
        }
    }

    /// <summary>How long it held its slot: what goes on long after the head of its answer holds none any more.</summary>
    private static long ServiceOf(ExchangeFacts facts, long nowNanoseconds) =>
        Math.Min(nowNanoseconds, facts.FirstByteNanoseconds + ExchangeFlow.SlotAfterHeadNanoseconds) - facts.SentNanoseconds;

    /// <summary>Nobody waits and a server has room: to refuse now would idle it, whatever the threshold says.</summary>
    private static bool IsIdle(PoolState pool, Bulkhead? bulkhead) => !pool.Snapshot.Gate.MustWait(bulkhead) && FreeSlot.Roomiest(pool, avoid: null) is not null;
}
