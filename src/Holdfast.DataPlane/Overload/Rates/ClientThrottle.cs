namespace Holdfast.DataPlane.Overload;

/// <summary>One operator's bound for one client, with what the client has spent. Any thread; immutable but for the counts.</summary>
internal sealed class ClientThrottle
{
    private readonly ThrottleWish wish;
    private readonly TokenBucket bucket;
    private readonly long until;
    private long full;
    private long allowed;
    private long refused;

    public ClientThrottle(ThrottleWish wish, ulong client, long now)
    {
        this.wish = wish;
        Client = client;
        bucket = new TokenBucket(wish.Rate.PerSecond, wish.Rate.DefaultBurst);
        until = now + (long)wish.For.TotalNanoseconds;
    }

    public ulong Client { get; }

    public string? Route => wish.Route;

    public bool IsFor(string client, string? route) => wish.Client == client && wish.Route == route;

    public bool IsOver(long now) => now >= until;

    /// <summary>Nanoseconds until the client's request to the route may come; 0 for now.</summary>
    /// <param name="taken">It cost one, to be ended by <see cref="Confirm"/> or, when another bound refused the request, by <see cref="Withdraw"/>.</param>
    public long TryEnter(string route, long now, out bool taken)
    {
        taken = false;
        if (IsOver(now) || (wish.Route is not null && wish.Route != route))
        {
            return 0;
        }

        long wait = bucket.TryTake(ref full, now);
        taken = wait == 0;
        if (!taken)
        {
            Interlocked.Increment(ref refused);
        }

        return wish.IsDryRun ? 0 : wait;
    }

    public void Confirm() => Interlocked.Increment(ref allowed);

    public void Withdraw() => bucket.GiveBack(ref full);

    public ThrottleReading Read(long now, bool isEndedByReload = false) => new(
        wish.Client, wish.Route, wish.Rate, TimeSpan.FromMicroseconds(Math.Max(0, until - now) / 1_000), wish.IsDryRun, wish.Source, Volatile.Read(ref allowed), Volatile.Read(ref refused))
    {
        IsEndedByReload = isEndedByReload,
    };
}
