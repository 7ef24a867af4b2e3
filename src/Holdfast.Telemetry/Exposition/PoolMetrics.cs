namespace Holdfast.Telemetry;

internal static class PoolMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        SeriesFamilies<PoolCounters> pools = new(writer, "holdfast_pool_", catalog.Pools());
        pools.Labelled("requests_total", "Finished requests by outcome.", "outcome", catalog.Labels.Outcomes, pool => pool.Outcomes);
        pools.Labelled("offered_total", "Requests that came, by class.", "class", catalog.Labels.Classes, pool => pool.Offered);
        pools.Labelled("client_retries_total", "Requests that came and say that they are retries, or were taken for one (the same client and path again soon after a failure or refusal: a guess), by class.", "class", catalog.Labels.Classes, pool => pool.OfferedRetries);
        pools.Labelled("admitted_total", "Requests that were bound to a server, by class.", "class", catalog.Labels.Classes, pool => pool.Admitted);
        pools.Gauge("requests_in_flight", "Requests that are being served.", pool => pool.InFlight);
        pools.Levels("requests_queued", "Requests that wait for a server with a free slot, by class.", "class", catalog.Labels.Classes, pool => pool.Queued);
        pools.Histogram("queue_wait_seconds", "How long requests waited for a server with a free slot, those included that got none.", pool => pool.QueueWait);
        WriteShed(pools, catalog.Labels);
        pools.Labelled("retries_total", "Requests that were sent a second time, by why that was allowed.", "kind", catalog.Labels.RetryKinds, pool => pool.RetryKinds);
        pools.Labelled("retries_refused_total", "Requests that were not sent a second time although they might have been, by reason.", "reason", catalog.Labels.RetryRefusals, pool => pool.RetriesRefused);
        pools.Counter("no_server_total", "Requests that found no server available.", pool => pool.NoServerAvailable);
    }

    private static void WriteShed(SeriesFamilies<PoolCounters> pools, MetricLabels labels)
    {
        string[] both = [.. labels.Classes.SelectMany(one => labels.ShedReasons.Select(reason => $"class=\"{one}\",reason=\"{reason}\""))];
        pools.Counted("shed_total", "Requests refused on purpose, by class and by outcome.", both, pool => pool.Shed);
    }
}
