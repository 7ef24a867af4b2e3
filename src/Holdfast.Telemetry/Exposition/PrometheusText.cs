using System.Buffers;

namespace Holdfast.Telemetry;

/// <summary>
/// The whole catalog in Prometheus' text format 0.0.4: base units, counters that end in _total, one family at a time. Any thread; costs
/// the workers nothing.
/// </summary>
public static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void Write(MetricCatalog catalog, IBufferWriter<byte> output)
    {
        PrometheusWriter writer = new(output);
        GatewayMetrics.Write(writer, catalog);
        RouteMetrics.Write(writer, catalog);
        PoolMetrics.Write(writer, catalog);
        ServerMetrics.Write(writer, catalog);
        OverloadMetrics.Write(writer, catalog);
        ClassMetrics.Write(writer, catalog);
        PressureMetrics.Write(writer, catalog);
        SeriesMetrics.Write(writer, catalog);
        HostMetrics.Write(writer, catalog);
        IncidentMetrics.Write(writer, catalog);
        ControlMetrics.Write(writer, catalog);
        ProcessMetrics.Write(writer);
    }
}
