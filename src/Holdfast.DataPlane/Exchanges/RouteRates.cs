using Holdfast.Http1;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 1 of an exchange: the bounds that operators have put on the client by hand, and the rate limits that they wrote for the route. Of
/// either all are asked; the longest wait counts, and who is refused by one costs none of the others anything. Places that were taken are
/// given back at the end. Worker thread only. Next: <see cref="RateLimit"/>, <see cref="ClientThrottles"/>.
/// </summary>
internal sealed class RouteRates
{
    // Grows to the most limits that a route of the configuration has, once.
    private RateEntry[] entries = [];
    private RateLimit[] entered = [];
    private int count;

    /// <summary>Answered when the request may go on; else <see cref="ExchangeFacts.RetryAfterNanoseconds"/> says when it may come again.</summary>
    public RequestOutcome Judge(Worker worker, PoolState pool, RouteSnapshot route, ReadOnlySpan<byte> input, RequestHead request, ExchangeFacts facts)
    {
        RequestOutcome outcome = Decide(worker.Throttles, route, input, request, facts);
        if (outcome != RequestOutcome.Answered)
        {
            RequestAdmission.NoteRateLimited(pool, route, request, facts, worker);
        }

        return outcome;
    }

    /// <summary>The exchange is over.</summary>
    public void Leave()
    {
        for (int index = 0; index < count; index++)
        {
            entered[index].Leave(entries[index]);
        }

        count = 0;
    }

    private RequestOutcome Decide(ClientThrottles throttles, RouteSnapshot route, ReadOnlySpan<byte> input, RequestHead request, ExchangeFacts facts)
    {
        ThrottleEntry bounds = throttles.TryEnter(facts.ClientHash, route.Name, facts.StartedNanoseconds);
        facts.RetryAfterNanoseconds = bounds.WaitNanoseconds;
        if (facts.RetryAfterNanoseconds > 0)
        {
            return RequestOutcome.ShedRateLimit;
        }

        RateLimit[] limits = route.RateLimits;
        if (limits.Length > 0 && !TryEnter(limits, input, request, facts))
        {
            bounds.Withdraw();
            return RequestOutcome.ShedRateLimit;
        }

        bounds.Confirm();
        return RequestOutcome.Answered;
    }

    private bool TryEnter(RateLimit[] limits, ReadOnlySpan<byte> input, RequestHead request, ExchangeFacts facts)
    {
        if (entries.Length < limits.Length)
        {
            entries = new RateEntry[limits.Length];
        }

        entered = limits;
        for (count = 0; count < limits.Length; count++)
        {
            ulong key = limits[count].KeyOf(input, request, facts.ClientAddress);
            entries[count] = limits[count].TryEnter(key, facts.StartedNanoseconds);
            facts.RetryAfterNanoseconds = Math.Max(facts.RetryAfterNanoseconds, entries[count].WaitNanoseconds);
        }

        if (facts.RetryAfterNanoseconds > 0)
        {
            Withdraw();
            return false;
        }

        Confirm(facts.Counters.Route!);
        return true;
    }

    private void Confirm(RouteCounters counters)
    {
        bool isRefusedInADryRun = false;
        for (int index = 0; index < count; index++)
        {
            entered[index].Confirm(entries[index]);
            isRefusedInADryRun |= !entries[index].IsAllowed;
        }

        counters.RateLimitDryRun += isRefusedInADryRun ? 1 : 0;
    }

    private void Withdraw()
    {
        for (int index = 0; index < count; index++)
        {
            entered[index].Withdraw(entries[index]);
        }

        count = 0;
    }
}
