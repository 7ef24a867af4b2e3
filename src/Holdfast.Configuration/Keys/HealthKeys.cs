using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class HealthKeys
{
    public static RecordKeys<HealthConfig> Keys { get; } = new(
        "Health",
        "health",
        new HealthConfig(),
        new PropertyKey<HealthConfig, string>("path", nameof(HealthConfig.Path), new TextKind("/healthz"), config => config.Path, (config, value) => config with { Path = value })
        {
            Meaning = "Path of an HTTP probe.",
            Default = "a TCP connect is enough",
        },
        new PropertyKey<HealthConfig, string>("host", nameof(HealthConfig.Host), new TextKind("shop.example.com"), config => config.Host, (config, value) => config with { Host = value })
        {
            Meaning = "Host header of the probe.",
            Default = "the server's address",
        },
        new PropertyKey<HealthConfig, string>("expectStatus", nameof(HealthConfig.ExpectStatus), new TextKind("200-299"), config => config.ExpectStatus, (config, value) => config with { ExpectStatus = value })
        {
            Meaning = "Statuses that count as healthy: 200, 200-299 or 200,204.",
        },
        new PropertyKey<HealthConfig, TimeSpan>("interval", nameof(HealthConfig.Interval), new DurationKind(TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1)),
            config => config.Interval, (config, value) => config with { Interval = value })
        {
            Meaning = "Time between probes of a server, plus or minus 10 % so that probes do not march in step. The probe budget may stretch it.",
            Example = "5s",
        },
        new PropertyKey<HealthConfig, TimeSpan>("timeout", nameof(HealthConfig.Timeout), new DurationKind(TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10)),
            config => config.Timeout, (config, value) => config with { Timeout = value })
        {
            Meaning = "Time that one probe may take; shorter than interval.",
            Default = "2s, or 4/5 of a written interval when that is shorter",
            Example = "1s",
        },
        new PropertyKey<HealthConfig, int>("rise", nameof(HealthConfig.Rise), new IntegerKind(1, 100), config => config.Rise, (config, value) => config with { Rise = value })
        {
            Meaning = "Good probes in a row that bring a server back.",
            Example = "2",
        },
        new PropertyKey<HealthConfig, int>("fall", nameof(HealthConfig.Fall), new IntegerKind(1, 100), config => config.Fall, (config, value) => config with { Fall = value })
        {
            Meaning = "Bad probes in a row that take a server out.",
            Example = "3",
        })
    {
        Meaning = "Active probes of every server of the pool. `health: {}` probes by TCP connect.",
        Example = "{ path: /healthz }",
        Finish = FitTimeout,
    };

    /// <summary>Who shortens the interval alone has not asked for a finding about a timeout that was never written.</summary>
    private static HealthConfig FitTimeout(HealthConfig config, Func<string, bool> isWritten) =>
        isWritten("timeout") || config.Timeout < config.Interval ? config : config with { Timeout = config.Interval * 0.8 };
}
