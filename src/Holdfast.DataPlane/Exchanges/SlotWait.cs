namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Between steps 3 and 4 of an exchange: every server of the pool is at its limit, so the request waits for a slot, bound to no server yet.
/// Worker thread only. Next: <see cref="PoolQueue"/>.
/// </summary>
internal sealed class SlotWait
{
    private readonly Worker worker;
    private Waiter? waiter;

    public SlotWait(Worker worker)
    {
        this.worker = worker;
    }

    public void Begin(Exchange exchange, ExchangeFacts facts, RequestRoute routing, in BalancingRequest request, long deadlineNanoseconds, int bytes)
    {
        waiter = worker.Queues.Rent();
        waiter.Request = exchange;
        waiter.Class = facts.Class;
        waiter.Key = facts.Key;
        waiter.Client = facts.ClientHash;
        waiter.IsOverFairShare = facts.IsOverShare;
        waiter.Bulkhead = routing.Bulkhead;
        waiter.CostNanoseconds = RequestAdmission.CostOf(routing.Pool!.Snapshot.Gate, routing.Baseline);
        waiter.Bytes = bytes;
        waiter.AtFront = request.Avoid is not null;
        waiter.SinceNanoseconds = worker.Now();
        waiter.DeadlineNanoseconds = deadlineNanoseconds;
        waiter.HashKey = request.HashKey;
        waiter.Avoid = request.Avoid;
        waiter.IsSession = request.IsSession;
        ExchangeRecorder.BeginWait(facts.Counters);
        worker.Queues.Enqueue(waiter, routing.Pool!.Snapshot.Gate);
    }

    /// <summary>The waiter has come back.</summary>
    public void Ended(ExchangeFacts facts)
    {
        facts.QueuedNanoseconds += worker.Now() - waiter!.SinceNanoseconds;
        ExchangeRecorder.EndWait(facts.Counters, worker.Now() - waiter.SinceNanoseconds);
        waiter = null;
    }

    /// <summary>The exchange is over before it got a slot. A slot that is on its way already is given back when it arrives.</summary>
    public void Cancel(ExchangeFacts facts)
    {
        if (waiter is { } waiting)
        {
            Ended(facts);
            waiting.Request = null;
            if (waiting.TryEnd(WaitEnd.Cancelled))
            {
                worker.Queues.Withdraw(waiting);
            }
        }
    }

    /// <summary>How the request is answered when it got no slot.</summary>
    /// <param name="failure">
    /// Of its first attempt, where this was to be another one. It was refused all the same; only where no server is left its failure says more.
    /// </param>
    public RequestOutcome OutcomeOf(Waiter waiter, RequestOutcome failure, RouteBaseline baseline, ExchangeFacts facts) => waiter.End switch
    {
        WaitEnd.Expired when RequestAdmission.ComesTooLate(waiter.Gate!, baseline, facts, worker.Now()) => RequestOutcome.DeadlinePassed,
        WaitEnd.OverFairShare => RequestOutcome.ShedFairShare,
        WaitEnd.PushedOut or WaitEnd.Expired when waiter.WasHeld => RequestOutcome.ShedBulkhead,
        WaitEnd.Expired => RequestOutcome.ShedWaited,
        WaitEnd.NoServer => failure,
        WaitEnd.SessionsFull => RequestOutcome.ShedSessions,
        _ => RequestOutcome.ShedOverload,
    };
}
