namespace Holdfast.Telemetry.Otlp;

/// <summary>What became of what was to be exported. Written by the exporter's thread, read by any.</summary>
public sealed class OtlpCounters
{
    private long metricsSent;
    private long metricsLost;
    private long spansSent;
    private long spansLost;

    /// <summary>Messages of metrics.</summary>
    public long MetricsSent => Volatile.Read(ref metricsSent);

    /// <summary>The next one has newer values of the same counters: nothing is missing but points in between.</summary>
    public long MetricsLost => Volatile.Read(ref metricsLost);

    public long SpansSent => Volatile.Read(ref spansSent);

    public long SpansLost => Volatile.Read(ref spansLost);

    internal void Metrics(bool isSent) => Interlocked.Increment(ref isSent ? ref metricsSent : ref metricsLost);

    internal void Spans(int count, bool isSent) => Interlocked.Add(ref isSent ? ref spansSent : ref spansLost, count);
}
