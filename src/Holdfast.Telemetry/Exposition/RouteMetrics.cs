namespace Holdfast.Telemetry;

internal static class RouteMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        SeriesFamilies<RouteCounters> routes = new(writer, "holdfast_route_", catalog.Routes());
        routes.Labelled("requests_total", "Finished requests by outcome.", "outcome", catalog.Labels.Outcomes, route => route.Outcomes);
        routes.Labelled("responses_total", "Finished requests by the class of the status that the client got.", "status", StatusClass.Labels, route => route.StatusClasses);
        routes.Counter("admitted_total", "Requests that were bound to a server.", route => route.Admitted);
        routes.Counter("rate_limit_dry_run_total", "Requests that went on and that a rate limit with dryRun would have refused.", route => route.RateLimitDryRun);
        routes.Counter("client_retries_total", "Requests that came and say that they are retries, or were taken for one (the same client and path again soon after a failure or refusal: a guess).", route => route.Retries);
        routes.Counter("request_bytes_total", "Bytes of requests from clients.", route => route.RequestBytes);
        routes.Counter("response_bytes_total", "Bytes of responses to clients.", route => route.ResponseBytes);
        routes.Gauge("requests_in_flight", "Requests that are being served.", route => route.InFlight);
        routes.Histogram("request_duration_seconds", "From the first byte of a request to the last byte of its response.", route => route.Latency);
    }
}
