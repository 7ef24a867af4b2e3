namespace Holdfast.Telemetry;

internal static class ClassMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        SeriesFamilies<ClassCounters> classes = new(writer, "holdfast_class_", catalog.Classes());
        classes.Labelled("requests_total", "Finished requests by outcome.", "outcome", catalog.Labels.Outcomes, one => one.Outcomes);
        classes.Gauge("requests_in_flight", "Requests that are being served.", one => one.InFlight);
        classes.Gauge("requests_queued", "Requests that wait for a server with a free slot.", one => one.Queued);
        classes.Counter("shed_total", "Requests refused on purpose, for want of capacity.", one => one.Shed);
    }
}
