using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// One entry of a route's rateLimits, with what its keys have spent. Any thread; to be kept over reloads while the entry stays as it was
/// (<see cref="IsFor"/>), or a reload would fill all buckets. Next: <see cref="RateLimitTable"/>, <see cref="ConcurrencyCap"/>.
/// </summary>
internal sealed class RateLimit
{
    /// <summary>Nobody can say when another request will be over: a second is a polite guess.</summary>
    public const long ConcurrencyWaitNanoseconds = 1_000_000_000;

    private const int PlacesOfOneKey = 8;

    private readonly RateLimitConfig config;
    private readonly ClientIdentity identity;
    private readonly RateLimitTable? rates;
    private readonly ConcurrencyCap? requests;
    private long allowed;
    private long refused;

    /// <param name="seed">Secret of this process.</param>
    public RateLimit(RateLimitConfig config, ulong seed)
    {
        this.config = config;
        identity = new ClientIdentity(config.Per, seed);
        bool hasOneKey = config.Per.Source == ClientKeySource.Route;
        rates = config.Rate is { } rate ? new RateLimitTable(new TokenBucket(rate.PerSecond, config.Burst ?? rate.DefaultBurst), hasOneKey ? PlacesOfOneKey : RateLimitTables.RatePlaces) : null;
        requests = config.Concurrency > 0 ? new ConcurrencyCap(config.Concurrency, hasOneKey ? PlacesOfOneKey : RateLimitTables.ConcurrencyPlaces) : null;
    }

    /// <summary>It counts what it would refuse and lets it pass.</summary>
    public bool IsDryRun => config.DryRun;

    public long Allowed => Volatile.Read(ref allowed);

    /// <summary>Refused; in a dry run, what would have been.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Keys that lost their bucket because the table was full of others.</summary>
    public long Displaced => rates?.Displaced ?? 0;

    public bool IsFor(RateLimitConfig other) => config == other;

    /// <summary>Whose request it is, for this limit.</summary>
    public ulong KeyOf(ReadOnlySpan<byte> input, RequestHead request, in NetworkAddress client) => identity.Of(input, request, client);

    /// <summary>
    /// Nanoseconds until the request may come, 0 for now; the entry is to be ended by <see cref="Leave"/> or, when another limit refused
    /// the request, by <see cref="Withdraw"/>.
    /// </summary>
    public RateEntry TryEnter(ulong key, long nowNanoseconds)
    {
        int place = requests?.TryEnter(key) ?? ConcurrencyCap.NotCounted;
        long wait = place == ConcurrencyCap.Refused ? ConcurrencyWaitNanoseconds : rates?.TryTake(key, nowNanoseconds) ?? 0;
        if (wait == 0)
        {
            return new RateEntry(key, place, 0, IsAllowed: true);
        }

        Interlocked.Increment(ref refused);
        if (config.DryRun)
        {
            return new RateEntry(key, place, 0, IsAllowed: false);
        }

        requests?.Leave(place);
        return new RateEntry(key, ConcurrencyCap.NotCounted, wait, IsAllowed: false);
    }

    /// <summary>The request goes on: no other limit has refused it.</summary>
    public void Confirm(in RateEntry entry)
    {
        if (entry.IsAllowed)
        {
            Interlocked.Increment(ref allowed);
        }
    }

    /// <summary>Another limit refused the request: what it took here is given back, or one who is over a limit of its own would use up everybody's.</summary>
    public void Withdraw(in RateEntry entry)
    {
        requests?.Leave(entry.Place);
        if (entry.IsAllowed)
        {
            rates?.GiveBack(entry.Key);
        }
    }

    /// <summary>The request is over.</summary>
    public void Leave(in RateEntry entry) => requests?.Leave(entry.Place);
}
