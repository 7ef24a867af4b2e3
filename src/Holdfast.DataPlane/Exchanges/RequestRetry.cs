using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What one request has used of its right to be sent again, and whether it may be once more. Worker thread only.
/// Next: <see cref="RetryBudget"/>.
/// </summary>
internal sealed class RequestRetry
{
    private readonly RequestHead request;
    private readonly RequestUpload upload;
    private readonly ServerAnswer serverAnswer;
    private readonly ServerAttempt attempt;
    private readonly ExchangeFacts facts;
    private RetryBudget? held;
    private bool wasRepeated;
    private bool wasOrphaned;

    public RequestRetry(RequestHead request, ExchangeFlow flow, ServerAttempt attempt, ExchangeFacts facts)
    {
        this.request = request;
        upload = flow.Upload;
        serverAnswer = flow.ServerAnswer;
        this.attempt = attempt;
        this.facts = facts;
    }

    public void Reset() => wasRepeated = wasOrphaned = false;

    /// <summary>
    /// To be asked while the failed attempt still has its connection. Whoever lost its connection unanswered is evidence of the server's
    /// death, which may put the server out first.
    /// </summary>
    /// <param name="worker">Counts.</param>
    /// <param name="bulkhead">Of the route; null for none.</param>
    public RetryKind Choose(Worker worker, PoolSnapshot pool, Bulkhead? bulkhead, RequestOutcome outcome, bool nothingSent)
    {
        // Gave up waiting for a server that is out, or the server closed.
        bool isGone = outcome is RequestOutcome.ServerClosed or RequestOutcome.FirstByteTimeout;
        bool isUnanswered = isGone && serverAnswer.Interims == 0 && attempt.Stream.InputLength == 0;
        bool mayRepeat = isUnanswered && upload.IsRepeatable && RetryRule.IsIdempotent(request.Method);
        bool byChance = outcome == RequestOutcome.ServerClosed && attempt.BrokeByChance && (nothingSent || MayBeChance(worker, pool, bulkhead, mayRepeat));
        if (isUnanswered && !byChance && !nothingSent && outcome == RequestOutcome.ServerClosed)
        {
            worker.OnConnectionLost(pool, attempt);
        }

        bool isServerOut = !attempt.Server!.IsHealthy;
        RetryKind kind = RetryRule.Judge(attempt.Count, request.Method, nothingSent && upload.IsUnsent, isUnanswered, upload.IsRepeatable, byChance, isServerOut);
        return kind switch
        {
            // Only the first attempt is judged so. Where the fresh connection is lost as well the server is dying, and another one may still answer.
            RetryKind.KeptConnection => kind,
            RetryKind.Orphan => pool.IsProtected ? Once(ref wasOrphaned, kind) : RetryKind.None,
            RetryKind.Repeat => TryRepeat(worker, pool, bulkhead) ? kind : RetryKind.None,
            _ => kind,
        };
    }

    /// <summary>The repetition is over, or the exchange is.</summary>
    public void End()
    {
        held?.End();
        held = null;
    }

    /// <summary>
    /// A request whose kept connection ended before it left is the HTTP rule's (RFC 9112 section 9.3.1): the server has not seen it, so it costs
    /// nobody anything. One whose connection ended a moment after it left may have been at work, and a server that has too much to do may close
    /// whatever it is asked on and would get each request twice: so that takes a token like any other repetition, and there is none while requests are
    /// refused. What gets none is a loss like any other, so two of them put the server out, and the rest are orphans.
    /// </summary>
    private bool MayBeChance(Worker worker, PoolSnapshot pool, Bulkhead? bulkhead, bool mayRepeat)
    {
        // Without protection it is what a plain balancer does.
        if (!mayRepeat || attempt.Count > 1 || attempt.HadEndedBefore || !pool.IsProtected)
        {
            return true;
        }

        if (!IsShedding(pool, bulkhead) && TrySpend(worker, pool.Health.Retries))
        {
            return true;
        }

        attempt.NoteNoChance();
        return false;
    }

    private static bool IsShedding(PoolSnapshot pool, Bulkhead? bulkhead) =>
        !pool.Gate.Control.Threshold.AdmitsAll || bulkhead is { Control.Threshold.AdmitsAll: false };

    private static RetryKind Once(ref bool used, RetryKind kind)
    {
        bool first = !used;
        used = true;
        return first ? kind : RetryKind.None;
    }

    /// <summary>Once: a client would wait for the third try of what two could not answer; it may try again itself.</summary>
    private bool TryRepeat(Worker worker, PoolSnapshot pool, Bulkhead? bulkhead)
    {
        if (wasRepeated || !pool.IsProtected || (attempt.Count > 1 && pool.Servers.Length == 1))
        {
            return false;
        }

        // While requests are refused for want of capacity, none is served twice.
        RetryRefusal refusal = IsShedding(pool, bulkhead) ? RetryRefusal.Shedding : TryHold(worker, pool);
        if (refusal != RetryRefusal.None)
        {
            ExchangeRecorder.CountRetryRefused(facts.Counters, refusal);
            return false;
        }

        wasRepeated = true;
        return true;
    }

    /// <summary>Of the pool's budget, and within the client's own bound: one whose requests break connections would take it all.</summary>
    private RetryRefusal TryHold(Worker worker, PoolSnapshot pool)
    {
        RetryBudget budget = pool.Health.Retries;
        if (!budget.TryBegin(pool.Health.InFlight))
        {
            return RetryRefusal.Budget;
        }

        if (!MayClient(worker))
        {
            budget.GiveBack();
            return RetryRefusal.ClientBudget;
        }

        held = budget;
        return RetryRefusal.None;
    }

    /// <summary>As <see cref="TryHold"/>, over when its connection is open.</summary>
    private bool TrySpend(Worker worker, RetryBudget budget)
    {
        if (!budget.TrySpend())
        {
            return false;
        }

        if (!MayClient(worker))
        {
            budget.Refund();
            return false;
        }

        return true;
    }

    private bool MayClient(Worker worker) => facts.Usage?.TryRetry(facts.ClientHash, worker.Now()) != false;
}
