using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// The clients that operators have bounded while the gateway runs: a few, for a while. Workers ask with each request, and are through with one look at a
/// reference while there is none. The control plane changes it, one caller at a time, by putting another array in place. Next: <see cref="ClientThrottle"/>.
/// </summary>
internal sealed class ClientThrottles
{
    /// <summary>
    /// Bounds by hand are for the few that hurt; who has more to bound writes rateLimits. A worker compares a request's client with each of them, and has a
    /// bit of 64 for each (<see cref="ThrottleEntry"/>).
    /// </summary>
    public const int Maximum = 64;

    // Null while there is none.
    private volatile ClientThrottle[]? all;
    private ClientKey toldApartBy;
    private List<ThrottleReading> ended = [];

    /// <summary>
    /// Whether the client's request to the route may come. All bounds of the client are asked, the longest wait counts, and who is refused by one costs the
    /// others nothing. Worker threads.
    /// </summary>
    public ThrottleEntry TryEnter(ulong client, string route, long now) => all is { } throttles ? TryEnter(throttles, client, route, now) : default;

    /// <param name="toldApartBy">protection.client of the configuration in use.</param>
    public ThrottleResult Set(RoutingSnapshot snapshot, ClientKey toldApartBy, ThrottleWish wish, long now)
    {
        this.toldApartBy = toldApartBy;
        if (wish.Route is { } route && !snapshot.Routes.Any(one => one.Name == route))
        {
            return ThrottleResult.NoSuchRoute;
        }

        ThrottleResult found = ThrottledClient.Find(snapshot, wish.Client, out ulong client, out string shown);
        if (found != ThrottleResult.Applied)
        {
            return found;
        }

        // Another word about the same client takes the place of the first.
        ClientThrottle[] others = [.. (all ?? []).Where(one => one.Client != client || one.Route != wish.Route)];
        if (others.Length >= Maximum)
        {
            return ThrottleResult.TooMany;
        }

        Put([.. others, new ClientThrottle(wish with { Client = shown }, client, now)]);
        return ThrottleResult.Applied;
    }

    /// <summary>Null when there is none for it.</summary>
    public ThrottleReading? End(RoutingSnapshot snapshot, string client, string? route, long now)
    {
        // By the name that it is shown with, or as somebody may write it now: a secret's value is not kept.
        ThrottledClient.Find(snapshot, client, out ulong key, out _);
        ClientThrottle? found = Array.Find(all ?? [], one => one.IsFor(client, route)) ?? Array.Find(all ?? [], one => key != 0 && one.Client == key && one.Route == route);
        Put([.. (all ?? []).Where(one => one != found)]);
        return found?.Read(now);
    }

    /// <summary>To be called after a reload: ends what has no meaning any more.</summary>
    public void ApplyTo(RoutingSnapshot snapshot, ClientKey client)
    {
        // Only their time is asked for of those that end, and it is over.
        ClientThrottle[] gone = [.. (all ?? []).Where(one => client != toldApartBy || (one.Route is { } route && !snapshot.Routes.Any(present => present.Name == route)))];
        ended.AddRange(gone.Select(one => one.Read(long.MaxValue, isEndedByReload: true)));
        Put([.. (all ?? []).Except(gone)]);
        toldApartBy = client;
    }

    /// <summary>Any thread.</summary>
    public IReadOnlyList<ThrottleReading> Read(long now) => [.. (all ?? []).Where(one => !one.IsOver(now)).Select(one => one.Read(now))];

    /// <summary>Those that a reload or their time has ended since the last call.</summary>
    public IReadOnlyList<ThrottleReading> TakeEnded(long now)
    {
        ClientThrottle[] over = [.. (all ?? []).Where(one => one.IsOver(now))];
        if (over.Length > 0)
        {
            ended.AddRange(over.Select(one => one.Read(now)));
            Put([.. all!.Except(over)]);
        }

        List<ThrottleReading> taken = ended;
        ended = [];
        return taken;
    }

    private static ThrottleEntry TryEnter(ClientThrottle[] throttles, ulong client, string route, long now)
    {
        ulong key = ClientUsage.KeyOf(client);
        long wait = 0;
        ulong taken = 0;
        for (int index = 0; index < throttles.Length; index++)
        {
            if (throttles[index].Client == key)
            {
                wait = Math.Max(wait, throttles[index].TryEnter(route, now, out bool isTaken));
                taken |= isTaken ? 1UL << index : 0;
            }
        }

        ThrottleEntry entry = new(throttles, taken, wait);
        if (wait > 0)
        {
            entry.Withdraw();
        }

        return entry;
    }

    private void Put(ClientThrottle[] next) => all = next.Length > 0 ? next : null;
}
