namespace Holdfast.Configuration;

public sealed record TelemetryConfig
{
    public OtlpConfig Otlp { get; init; } = new();
}
