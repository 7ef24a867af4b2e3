namespace Holdfast.Configuration;

public sealed record TimeoutsConfig
{
    /// <summary>From the first byte of a request to the end of its head, and from accept to the first byte.</summary>
    public TimeSpan RequestHead { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client connection may be idle between requests.</summary>
    public TimeSpan IdleKeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Slowest body taken or given, bytes per second, measured over windows of 10 s after a grace of 10 s; waiting for the other side does not count. 0 switches it off.</summary>
    public long MinimumBodyRate { get; init; } = 240;

    /// <summary>Establishing a connection to a server.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the request sent to the first byte of the answer.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest silence of a server in the middle of its answer, or while it takes no more of a request. A bound of silence and not of a
    /// rate: event streams are slow on purpose.
    /// </summary>
    public TimeSpan ServerSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whole exchange, head to last byte; 0 means no bound. Upgraded connections are not exchanges any more.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Upgraded connections (WebSocket): longest silence in both directions.</summary>
    public TimeSpan TunnelIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a leaving process or a removed server may finish what it has begun.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
