using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class TimeoutsKeys
{
    public static RecordKeys<TimeoutsConfig> Keys { get; } = new(
        "Timeouts",
        "timeouts",
        new TimeoutsConfig(),
        new PropertyKey<TimeoutsConfig, TimeSpan>("requestHead", nameof(TimeoutsConfig.RequestHead), Durations.Step, config => config.RequestHead, (config, value) => config with { RequestHead = value })
        {
            Meaning = "From the first byte of a request to the end of its head, and from accept to the first byte.",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("idleKeepAlive", nameof(TimeoutsConfig.IdleKeepAlive), Durations.Idle, config => config.IdleKeepAlive, (config, value) => config with { IdleKeepAlive = value })
        {
            Meaning = "How long a client connection may be idle between requests.",
            Example = "1m",
        },
        new PropertyKey<TimeoutsConfig, long>("minimumBodyRate", nameof(TimeoutsConfig.MinimumBodyRate), new SizeKind(1, 1L << 30, mayBeZero: true, perSecond: true),
            config => config.MinimumBodyRate, (config, value) => config with { MinimumBodyRate = value })
        {
            Meaning = "Slowest body taken or given, measured over windows of 10 s after a grace of 10 s; waiting for the other side does not count. 0 switches it off.",
            Example = "240B/s",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("connect", nameof(TimeoutsConfig.Connect), Durations.Step, config => config.Connect, (config, value) => config with { Connect = value })
        {
            Meaning = "Establishing a connection to a server.",
            Example = "2s",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("firstByte", nameof(TimeoutsConfig.FirstByte), Durations.Idle, config => config.FirstByte, (config, value) => config with { FirstByte = value })
        {
            Meaning = "From the request sent to the first byte of the answer.",
            Example = "30s",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("serverSilence", nameof(TimeoutsConfig.ServerSilence), Durations.Idle, config => config.ServerSilence, (config, value) => config with { ServerSilence = value })
        {
            Meaning = "Longest silence of a server in the middle of its answer, or while it takes no more of a request. Not a rate: event streams are slow on purpose.",
            Example = "1m",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("total", nameof(TimeoutsConfig.Total), Durations.Total, config => config.Total, (config, value) => config with { Total = value })
        {
            Meaning = "Whole exchange, head to last byte; 0 means no bound. Upgraded connections are not exchanges any more.",
            Example = "10m",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("tunnelIdle", nameof(TimeoutsConfig.TunnelIdle), new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(30)),
            config => config.TunnelIdle, (config, value) => config with { TunnelIdle = value })
        {
            Meaning = "Upgraded connections (WebSocket): longest silence in both directions.",
            Example = "1h",
        },
        new PropertyKey<TimeoutsConfig, TimeSpan>("drain", nameof(TimeoutsConfig.Drain),
            new DurationKind(TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1), mayBeZero: true), config => config.Drain, (config, value) => config with { Drain = value })
        {
            Meaning = "How long a leaving process or a removed server may finish what it has begun; 0 ends it at once.",
            Example = "30s",
        })
    {
        Meaning = "How long each step may take. Every one has a safe default.",
        Example = "{ connect: 2s }",
    };
}
