namespace Holdfast.Telemetry.Otlp;

/// <param name="Help">What it counts.</param>
internal sealed record MetricFamily(string Name, string Help)
{
    /// <summary>counter, gauge or histogram.</summary>
    public string Type { get; set; } = "gauge";

    public List<MetricLine> Samples { get; } = [];

    /// <summary>In UCUM, as OpenTelemetry wants it.</summary>
    public string Unit =>
        Name.Contains("_seconds", StringComparison.Ordinal) ? "s"
        : Name.Contains("_bytes", StringComparison.Ordinal) ? "By"
        : Name.Contains("_per_second", StringComparison.Ordinal) ? "1/s"
        : "1";
}
