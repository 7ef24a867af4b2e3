namespace Holdfast.Telemetry;

internal static class PoolMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        SeriesFamilies<PoolCounters> pools = new(writer, "holdfast_pool_", catalog.Pools());
        pools.Labelled("requests_total", "Finished requests by outcome.", "outcome", catalog.Labels.Outcomes, pool => pool.Outcomes);
        pools.Gauge("requests_in_flight", "Requests that are being served.", pool => pool.InFlight);
        pools.Gauge("requests_queued", "Requests that wait for a server with a free slot.", pool => pool.Queued);
        pools.Seconds("queue_seconds_total", "Time that finished waits took together.", pool => pool.QueuedNanoseconds);
        pools.Counter("retries_total", "Requests that were sent a second time.", pool => pool.Retries);
        pools.Counter("retries_refused_total", "Retries that the retry budget did not allow.", pool => pool.RetriesRefused);
        pools.Counter("no_server_total", "Requests that found no server available.", pool => pool.NoServerAvailable);
    }
}
