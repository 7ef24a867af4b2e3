namespace Holdfast.Configuration;

public sealed record TelemetryConfig
{
    public OtlpConfig Otlp { get; init; } = new();
}

/// <summary>Where metrics and sampled requests are sent; off unless an address is written.</summary>
public sealed record OtlpConfig
{
    /// <summary>Of the receiver, without /v1/metrics.</summary>
    public string? Address { get; init; }

    public OtlpProtocol Protocol { get; init; } = OtlpProtocol.HttpProtobuf;

    /// <summary>Between two exports of the metrics.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    public OtlpTracesConfig Traces { get; init; } = new();

    /// <summary>Sent with every export, such as a token. Never shown.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

public sealed record OtlpTracesConfig
{
    /// <summary>Part of the requests without a traceparent that become spans, 0 to 1; 0 sends no traces at all.</summary>
    public double Sample { get; init; }
}

public enum OtlpProtocol : byte
{
    /// <summary>Protobuf over HTTP/1.1, port 4318 by convention.</summary>
    HttpProtobuf = 0,
}
