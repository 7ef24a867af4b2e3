using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane;

/// <summary>
/// What operators order while the gateway runs: servers' limits, drains, and bounds for clients. A reload keeps what still has a place, a successor
/// learns of limits and drains. Any thread; one order at a time, and none while the configuration changes. Next: <see cref="LimitOverrides"/>,
/// <see cref="ServerDrains"/>, <see cref="ClientThrottles"/>.
/// </summary>
public sealed class OperatorOrders
{
    /// <summary>Clients that may be bounded at once.</summary>
    public const int ThrottlesMaximum = ClientThrottles.Maximum;

    private readonly LimitOverrides limits = new();
    private readonly ServerDrains drains = new();
    private readonly Lock change;
    private readonly IClock clock;
    private readonly EventLog events;

    // What they are about: as the last reload left it.
    private RoutingSnapshot snapshot = null!;
    private GatewayConfig config = null!;

    /// <param name="change">Held by whoever changes the configuration.</param>
    internal OperatorOrders(Lock change, IClock clock, EventLog events)
    {
        this.change = change;
        this.clock = clock;
        this.events = events;
    }

    /// <summary>The workers ask it with each request.</summary>
    internal ClientThrottles Clients { get; } = new();

    /// <summary>A server's limit: holds over reloads until it is taken back or the process ends.</summary>
    /// <param name="limit">0 gives the limit back to what is measured.</param>
    public LimitOverrideResult OverrideLimit(string pool, string server, int limit)
    {
        lock (change)
        {
            return limits.Set(snapshot, config, pool, server, limit);
        }
    }

    /// <summary>A server gets nothing new, or gets requests again: holds over reloads until it is taken back or the process ends.</summary>
    public ServerDrainResult DrainServer(string pool, string server, bool isDrained)
    {
        lock (change)
        {
            return drains.Set(snapshot, pool, server, isDrained);
        }
    }

    /// <summary>Bounds one client for a while. A reload keeps it where it can be kept; a successor does not know it.</summary>
    public ThrottleResult Throttle(ThrottleWish wish)
    {
        lock (change)
        {
            return Clients.Set(snapshot, config.Protection.Client, wish, clock.NowNanoseconds);
        }
    }

    /// <summary>Takes it back; null when there is none.</summary>
    public ThrottleReading? EndThrottle(string client, string? route)
    {
        lock (change)
        {
            return Clients.End(snapshot, client, route, clock.NowNanoseconds);
        }
    }

    /// <summary>Those in force.</summary>
    public IReadOnlyList<ThrottleReading> ReadThrottles() => Clients.Read(clock.NowNanoseconds);

    /// <summary>Those that have ended by themselves since the last call.</summary>
    public IReadOnlyList<ThrottleReading> TakeEndedThrottles()
    {
        lock (change)
        {
            return Clients.TakeEnded(clock.NowNanoseconds);
        }
    }

    /// <summary>To be called once, at the start: what was ordered of the process that this one takes over from.</summary>
    internal void Inherit(RoutingSnapshot first, GatewayConfig ofIt)
    {
        (snapshot, config) = (first, ofIt);
        limits.Inherit(snapshot, config);
        drains.Inherit(snapshot);
    }

    /// <summary>To be called with every reload, before the workers serve by it.</summary>
    internal void Keep(RoutingSnapshot next, GatewayConfig ofIt)
    {
        (snapshot, config) = (next, ofIt);
        limits.ApplyTo(snapshot, config);
        Clients.ApplyTo(snapshot, config.Protection.Client);
        drains.Keep(snapshot, events);
    }

    /// <summary>
    /// To be called when every worker serves by it. Weights that become lower do so only now: the last server that takes requests may have become one that
    /// takes none.
    /// </summary>
    internal void Complete() => drains.Keep(snapshot, events);
}
