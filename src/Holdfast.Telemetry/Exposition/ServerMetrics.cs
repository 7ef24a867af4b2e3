namespace Holdfast.Telemetry;

internal static class ServerMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        IReadOnlyList<CounterSeries<ServerCounters>> all = catalog.Servers();
        SeriesFamilies<ServerCounters> servers = new(writer, "holdfast_server_", all);
        servers.Labelled("requests_total", "Finished requests by outcome.", "outcome", catalog.Labels.Outcomes, server => server.Outcomes);
        servers.Labelled("responses_total", "Responses by the class of their status.", "status", StatusClass.Labels, server => server.StatusClasses);
        servers.Gauge("requests_in_flight", "Requests that the server is working on.", server => server.InFlight);
        servers.Histogram("first_byte_seconds", "From the last byte of a request sent to the first byte of its response.", server => server.TimeToFirstByte);
        WriteConnections(servers, catalog.Labels);
        servers.Counter("attempts_total", "Times that a request was bound to the server; one that is sent twice counts twice.", server => server.Attempts);
        servers.Labelled("failed_attempts_total", "Attempts that failed and were followed by another one, by outcome.", "outcome", catalog.Labels.Outcomes, server => server.FailedAttempts);
        servers.Counter("version_changes_total", "Times that the version in the server's answers changed, as each worker saw it.", server => server.VersionChanges);
        servers.Counter("probes_ok_total", "Health probes that were answered as expected.", server => server.ProbesOk);
        servers.Counter("probes_failed_total", "Health probes that failed.", server => server.ProbesFailed);
        servers.Seconds("probe_seconds_total", "Time that health probes took.", server => server.ProbeNanoseconds);
        servers.Labelled("ejections_total", "Times that the server was taken out for what its traffic showed, by reason.", "reason", catalog.Labels.Ejections, server => server.Ejections);
        WriteHealth(writer, all, catalog.IsServerHealthy);
    }

    private static void WriteConnections(SeriesFamilies<ServerCounters> servers, MetricLabels labels)
    {
        servers.Counter("connects_total", "Connections that were established.", server => server.Connects);
        servers.Labelled("connect_failures_total", "Connections that could not be established, by reason.", "reason", labels.ConnectFailures, server => server.ConnectFailures);
        servers.Counter("reuses_total", "Requests sent over a connection that had served before.", server => server.Reuses);
        servers.Counter("connection_waits_total", "Requests that waited for a connection because there were as many as allowed.", server => server.ConnectionWaits);
        servers.Counter("sessions_opened_total", "Sessions (WebSockets) that the server took on.", server => server.SessionsOpened);
        servers.Gauge("connections_open", "Open connections, idle or in use.", server => server.ConnectionsOpen);
        servers.Gauge("connections_idle", "Idle connections.", server => server.ConnectionsIdle);
        servers.Counter("sent_bytes_total", "Bytes to the server.", server => server.BytesSent);
        servers.Counter("received_bytes_total", "Bytes from the server.", server => server.BytesReceived);
    }

    private static void WriteHealth(PrometheusWriter writer, IReadOnlyList<CounterSeries<ServerCounters>> all, Func<string, string, bool?>? isHealthy)
    {
        writer.Family("holdfast_server_healthy", "gauge", "1 when the server may take requests, 0 when it is out.");
        foreach (CounterSeries<ServerCounters> series in all)
        {
            bool? healthy = series.IsRemoved ? null : isHealthy?.Invoke(series.Pool!, series.Name);
            if (healthy is bool known)
            {
                writer.Sample(series.Labels.Span, known ? 1 : 0);
            }
        }
    }
}
