using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>What must never happen, counted: each stays 0, or the gateway has a mistake. And how near a slot came to standing idle.</summary>
internal static class InvariantMetrics
{
    public static void Write(PrometheusWriter writer, IReadOnlyList<PoolReading> pools, MetricCatalog catalog)
    {
        writer.Family("holdfast_limit_overruns_total", "counter", "Requests in flight that a server was given beyond its limit; must stay 0.");
        foreach (PoolReading pool in pools)
        {
            foreach (ServerReading server in pool.Servers)
            {
                writer.Sample(OverloadMetrics.LabelOf(pool, server), server.LimitOverruns);
            }
        }

        writer.Family("holdfast_idle_slots_total", "counter", "Times that a free slot stood beside a request that waited for one, for more than 20 ms; must stay 0.");
        foreach (PoolReading pool in pools)
        {
            writer.Sample(PrometheusWriter.Label("pool", pool.Name), pool.IdleSlots);
        }

        new SeriesFamilies<PoolCounters>(writer, "holdfast_", catalog.Pools())
            .Counter("expired_dispatches_total", "Requests that were sent to a server after their deadline; must stay 0.", pool => pool.ExpiredDispatches);
        WriteSlotsIdle(writer, [.. pools.Where(pool => pool.SlotsIdle is not null).Select(pool => (PrometheusWriter.Label("pool", pool.Name), CopyOf(pool.SlotsIdle!)))]);
    }

    private static void WriteSlotsIdle(PrometheusWriter writer, IReadOnlyList<(byte[] Label, LatencyHistogram Times)> pools)
    {
        writer.Family("holdfast_pool_slot_idle_seconds", "histogram", "How long a slot that came free stood beside a request that waited for one.");
        foreach ((byte[] label, LatencyHistogram times) in pools)
        {
            HistogramBounds.Write(writer, label, times);
        }

        writer.Family("holdfast_pool_slot_idle_longest_seconds", "gauge", "The longest of them since the start.");
        foreach ((byte[] label, LatencyHistogram times) in pools)
        {
            writer.Sample(default, label, default, times.Percentile(100) / 1e9);
        }
    }

    // The owner of the queue goes on recording: what is written must agree with itself.
    private static LatencyHistogram CopyOf(LatencyHistogram times)
    {
        LatencyHistogram copy = new();
        times.CopyTo(copy);
        return copy;
    }
}
