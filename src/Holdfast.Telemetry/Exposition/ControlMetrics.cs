namespace Holdfast.Telemetry;

internal static class ControlMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        writer.Family("holdfast_reloads_total", "counter", "Configurations that were handed in, by what became of them.");
        writer.Sample("result=\"applied\""u8, catalog.Control.ReloadsApplied);
        writer.Sample("result=\"refused\""u8, catalog.Control.ReloadsRefused);
        writer.Family("holdfast_config_loaded_timestamp_seconds", "gauge", "When the configuration in use was loaded.");
        writer.Sample(default, default, default, catalog.Control.ConfigLoadedAtUnixMilliseconds / 1e3);
        if (catalog.ReadSeries?.Invoke() is var (bytes, isWritten))
        {
            writer.Family("holdfast_series_bytes", "gauge", "Memory that the second-by-second record takes.");
            writer.Sample(default, bytes);
            writer.Family("holdfast_series_written", "gauge", "1 while the record is written to disk, 0 where that fails or there is no place for it.");
            writer.Sample(default, isWritten ? 1 : 0);
        }

        if (catalog.Otlp is { } otlp)
        {
            writer.Family("holdfast_otlp_metrics_total", "counter", "Messages of metrics for the OpenTelemetry collector, by what became of them.");
            writer.Sample("result=\"sent\""u8, otlp.MetricsSent);
            writer.Sample("result=\"lost\""u8, otlp.MetricsLost);
            writer.Family("holdfast_otlp_spans_total", "counter", "Sampled requests, by what became of them; lost are those beyond the budget, without room, or that nobody took.");
            writer.Sample("result=\"sent\""u8, otlp.SpansSent);
            writer.Sample("result=\"lost\""u8, otlp.SpansLost + (catalog.Spans?.Dropped ?? 0));
        }

        if (catalog.AccessLog is AccessLog log)
        {
            writer.Family("holdfast_access_log_entries_total", "counter", "Access log entries, by what became of them.");
            writer.Sample("result=\"written\""u8, log.Written);
            writer.Sample("result=\"buffer_full\""u8, log.DroppedByFullBuffer);
            writer.Sample("result=\"write_failed\""u8, log.DroppedByWriteFailure);
        }
    }
}
