using Holdfast.Configuration;

namespace Holdfast.DataPlane.Snapshots;

/// <summary>Time limits in nanoseconds, ready to be added to the clock. long.MaxValue / 4 stands for "none", so that a sum never overflows.</summary>
public sealed class TimeoutsSnapshot
{
    public const long Never = long.MaxValue / 4;

    public TimeoutsSnapshot(TimeoutsConfig config)
    {
        RequestHead = Nanoseconds(config.RequestHead);
        IdleKeepAlive = Nanoseconds(config.IdleKeepAlive);
        MinimumBodyBytesPerSecond = config.MinimumBodyRate;
        Connect = Nanoseconds(config.Connect);
        FirstByte = Nanoseconds(config.FirstByte);
        ServerSilence = Nanoseconds(config.ServerSilence);
        Total = Nanoseconds(config.Total);
        TunnelIdle = Nanoseconds(config.TunnelIdle);
        Drain = Nanoseconds(config.Drain);
    }

    public long RequestHead { get; }

    public long IdleKeepAlive { get; }

    public long MinimumBodyBytesPerSecond { get; }

    public long Connect { get; }

    public long FirstByte { get; }

    public long ServerSilence { get; }

    public long Total { get; }

    public long TunnelIdle { get; }

    public long Drain { get; }

    public static long Nanoseconds(TimeSpan span) => span <= TimeSpan.Zero ? Never : span.Ticks * 100;
}
