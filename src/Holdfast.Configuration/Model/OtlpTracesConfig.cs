namespace Holdfast.Configuration;

public sealed record OtlpTracesConfig
{
    /// <summary>Part of the requests without a traceparent that become spans, 0 to 1; 0 sends no traces at all.</summary>
    public double Sample { get; init; }
}
