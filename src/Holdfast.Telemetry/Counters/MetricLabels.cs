namespace Holdfast.Telemetry;

/// <summary>Label values by the index that the data plane counts with: the order of its enums.</summary>
public sealed record MetricLabels(
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Rejections,
    IReadOnlyList<string> ConnectFailures);
