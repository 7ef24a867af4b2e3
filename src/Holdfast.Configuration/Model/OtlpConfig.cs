namespace Holdfast.Configuration;

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
