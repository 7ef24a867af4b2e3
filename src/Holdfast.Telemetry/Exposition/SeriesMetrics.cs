using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry;

/// <summary>What only the second-by-second record knows, as it was in the newest second: evenness, shares, times of connections.</summary>
internal static class SeriesMetrics
{
    private static readonly (SubjectKind Kind, Signal Signal, string Name, string Help)[] Rows =
    [
        (SubjectKind.Gateway, Signal.LoopLagSeconds, "holdfast_gateway_loop_lag_seconds", "How long the slowest worker took to take up a message."),
        (SubjectKind.Gateway, Signal.OpenFiles, "holdfast_gateway_open_files", "Open files and sockets of the gateway."),
        (SubjectKind.Pool, Signal.Clients, "holdfast_pool_clients", "Distinct clients in the newest second, estimated: standard error below 7 % to 65,000, a lower bound beyond 100,000."),
        (SubjectKind.Pool, Signal.TopClientShare, "holdfast_pool_top_client_share", "Part of the newest second's requests that came from the busiest client."),
        (SubjectKind.Pool, Signal.ClientEntropy, "holdfast_pool_client_entropy", "How evenly requests are spread over clients: 1 evenly, 0 all from one."),
        (SubjectKind.Pool, Signal.PathEntropy, "holdfast_pool_path_entropy", "How evenly requests are spread over paths: 1 evenly, 0 all to one."),
        (SubjectKind.Server, Signal.Share, "holdfast_server_share", "Part of its pool's requests that the server got in the newest second."),
        (SubjectKind.Server, Signal.WeightShare, "holdfast_server_weight_share", "Part of its pool's requests that the server's weight promises."),
        (SubjectKind.Server, Signal.ConnectMedian, "holdfast_server_connect_median_seconds", "Half of the newest second's connections were opened within this time."),
        (SubjectKind.Server, Signal.ConnectP99, "holdfast_server_connect_p99_seconds", "99 % of the newest second's connections were opened within this time."),
        (SubjectKind.Server, Signal.HostCpu, "holdfast_server_host_cpu_share", "Processor use of the server's machine, where an agent reports it."),
        (SubjectKind.Server, Signal.HostMemoryUsed, "holdfast_server_host_memory_share", "Memory use of the server's machine, where an agent reports it."),
        (SubjectKind.Server, Signal.HostDiskUsed, "holdfast_server_host_disk_share", "Use of the fullest disk of the server's machine, where an agent reports it."),
    ];

    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        if (catalog.Series is not { NewestSecond: > 0 } series)
        {
            return;
        }

        Dictionary<SubjectKind, (SeriesSubject Subject, byte[] Labels)[]> subjects = Rows.Select(row => row.Kind).Distinct()
            .ToDictionary(kind => kind, kind => series.Subjects(kind).Select(subject => (subject, LabelsOf(subject))).ToArray());
        foreach ((SubjectKind kind, Signal signal, string name, string help) in Rows)
        {
            writer.Family(name, "gauge", help);
            foreach ((SeriesSubject subject, byte[] labels) in subjects[kind])
            {
                Write(writer, series, subject, signal, labels);
            }
        }
    }

    /// <summary>Nothing where nothing was observed: a gauge of nothing is not zero.</summary>
    private static void Write(PrometheusWriter writer, ISeriesReader series, SeriesSubject subject, Signal signal, byte[] labels)
    {
        Span<double> value = [double.NaN];
        if (series.Read(subject, signal, series.NewestSecond, value) && !double.IsNaN(value[0]))
        {
            writer.Sample(default, labels, default, value[0]);
        }
    }

    private static byte[] LabelsOf(SeriesSubject subject)
    {
        if (subject.Kind == SubjectKind.Gateway)
        {
            return [];
        }

        // Names of pools have no slash; those of servers may.
        int slash = subject.Kind == SubjectKind.Server ? subject.Name.IndexOf('/', StringComparison.Ordinal) : -1;
        return slash < 0
            ? PrometheusWriter.Label("pool", subject.Name)
            : [.. PrometheusWriter.Label("pool", subject.Name[..slash]), (byte)',', .. PrometheusWriter.Label("server", subject.Name[(slash + 1)..])];
    }
}
