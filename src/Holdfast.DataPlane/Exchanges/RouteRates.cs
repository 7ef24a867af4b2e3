using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 1 of an exchange: the rate limits that the operator wrote for the route. All are asked; the longest wait counts, and who is
/// refused by one costs the others nothing. Places that were taken are given back at the end. Worker thread only. Next: <see cref="RateLimit"/>.
/// </summary>
internal sealed class RouteRates
{
    // Grows to the most limits that a route of the configuration has, once.
    private RateEntry[] entries = [];
    private RateLimit[] entered = [];
    private int count;

    /// <summary>Nanoseconds until the request may come again; 0 when it may go on.</summary>
    public long WaitNanoseconds { get; private set; }

    public RequestOutcome Judge(RouteSnapshot route, ReadOnlySpan<byte> input, RequestHead request, ClientConnection client, long nowNanoseconds)
    {
        WaitNanoseconds = 0;
        RateLimit[] limits = route.RateLimits;
        if (limits.Length == 0)
        {
            return RequestOutcome.Answered;
        }

        if (entries.Length < limits.Length)
        {
            entries = new RateEntry[limits.Length];
        }

        entered = limits;
        for (count = 0; count < limits.Length; count++)
        {
            ulong key = limits[count].KeyOf(input, request, client.Peer);
            entries[count] = limits[count].TryEnter(key, nowNanoseconds);
            WaitNanoseconds = Math.Max(WaitNanoseconds, entries[count].WaitNanoseconds);
        }

        return WaitNanoseconds == 0 ? Confirm() : Withdraw();
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

    private RequestOutcome Confirm()
    {
        for (int index = 0; index < count; index++)
        {
            entered[index].Confirm(entries[index]);
        }

        return RequestOutcome.Answered;
    }

    private RequestOutcome Withdraw()
    {
        for (int index = 0; index < count; index++)
        {
            entered[index].Withdraw(entries[index]);
        }

        count = 0;
        return RequestOutcome.ShedRateLimit;
    }
}
