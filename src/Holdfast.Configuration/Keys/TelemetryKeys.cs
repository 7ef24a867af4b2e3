using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Keys;

internal static class TelemetryKeys
{
    public static RecordKeys<OtlpTracesConfig> Traces { get; } = new(
        "OtlpTraces",
        "traces",
        new OtlpTracesConfig(),
        new PropertyKey<OtlpTracesConfig, double>("sample", nameof(OtlpTracesConfig.Sample), new ShareKind(), config => config.Sample, (config, value) => config with { Sample = value })
        {
            Meaning = "Part of the requests that become spans. A request with a traceparent is sampled as that says; 0 sends no traces at all.",
            Example = "0.001",
        })
    {
        Meaning = "Sampled requests as spans.",
        Example = "{ sample: 0.001 }",
    };

    public static RecordKeys<OtlpConfig> Otlp { get; } = new(
        "Otlp",
        "otlp",
        new OtlpConfig(),
        new PropertyKey<OtlpConfig, string>("address", nameof(OtlpConfig.Address), new TextKind("http://127.0.0.1:4318"), config => config.Address, (config, value) => config with { Address = value })
        {
            Meaning = "The receiver's URL without /v1/metrics and /v1/traces.",
            Default = "nothing is exported",
        },
        new PropertyKey<OtlpConfig, OtlpProtocol>("protocol", nameof(OtlpConfig.Protocol), Words.OtlpProtocol, config => config.Protocol, (config, value) => config with { Protocol = value })
        {
            Meaning = "How it is sent.",
            Example = "http/protobuf",
        },
        new PropertyKey<OtlpConfig, TimeSpan>("interval", nameof(OtlpConfig.Interval), new DurationKind(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            config => config.Interval, (config, value) => config with { Interval = value })
        {
            Meaning = "Between two exports of the metrics; spans go each second.",
            Example = "30s",
        },
        new PropertyKey<OtlpConfig, OtlpTracesConfig>("traces", nameof(OtlpConfig.Traces), new RecordKind<OtlpTracesConfig>(Traces), config => config.Traces, (config, value) => config with { Traces = value })
        {
            Meaning = "Sampled requests as spans.",
        },
        new PropertyKey<OtlpConfig, IReadOnlyDictionary<string, string>>("headers", nameof(OtlpConfig.Headers),
            new MapKind<string>(new TextKind("text"), "header", StringComparer.OrdinalIgnoreCase), config => config.Headers, (config, value) => config with { Headers = value })
        {
            IsSecret = true,
            Meaning = "Sent with every export. Write secrets as ${NAME}; they are never shown.",
            Example = "{ Authorization: \"Bearer <token>\" }",
        })
    {
        Meaning = "Metrics and traces to an OpenTelemetry collector (OTLP). Changes need a restart.",
        Example = "{ address: \"http://127.0.0.1:4318\" }",
    };

    public static RecordKeys<TelemetryConfig> Keys { get; } = new(
        "Telemetry",
        "telemetry",
        new TelemetryConfig(),
        new PropertyKey<TelemetryConfig, OtlpConfig>("otlp", nameof(TelemetryConfig.Otlp), new RecordKind<OtlpConfig>(Otlp), config => config.Otlp, (config, value) => config with { Otlp = value })
        {
            Meaning = "Metrics and traces to an OpenTelemetry collector (OTLP).",
        })
    {
        Meaning = "What is sent out, beside what may be fetched.",
        Example = "{ otlp: { address: \"http://127.0.0.1:4318\" } }",
    };
}
