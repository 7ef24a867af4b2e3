using System.Text;

namespace Holdfast.Telemetry;

/// <summary>What overload protection decides and why: capacity and threshold of each pool, limit of each server.</summary>
internal static class OverloadMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        if (catalog.ReadPools?.Invoke() is { } pools)
        {
            WritePools(writer, pools, catalog.Labels.Classes);
            InvariantMetrics.Write(writer, pools, catalog);
            BulkheadMetrics.Write(writer, pools);
            DecisionMetrics.Write(writer, pools);
            WriteServers(writer, [.. pools.SelectMany(pool => pool.Servers.Select(server => (LabelOf(pool, server), server)))]);
        }
    }

    private static void WritePools(PrometheusWriter writer, IReadOnlyList<PoolReading> pools, IReadOnlyList<string> classes)
    {
        (byte[] Label, PoolReading Pool)[] all = [.. pools.Select(pool => (PrometheusWriter.Label("pool", pool.Name), pool))];
        (byte[] Label, PoolReading Pool)[] guarded = [.. all.Where(one => one.Pool.IsProtected)];
        Gauge(writer, "pool_protected", "1 when overload protection is on, 0 when the pool behaves like a plain balancer.", all, pool => pool.IsProtected ? 1 : 0);
        Gauge(writer, "pool_capacity_requests_per_second", "Requests a second that the pool can serve, by measurement; absent while not known.", [.. guarded.Where(one => one.Pool.Capacity > 0)], pool => pool.Capacity);
        Gauge(writer, "pool_offered_requests_per_second", "Requests a second that come for the pool, the shed ones included.", guarded, pool => pool.OfferedPerSecond);
        Gauge(writer, "pool_shed_share", "Share of the requests that the threshold is to shed, 0 to 1.", guarded, pool => pool.ShedShare);
        writer.Family("holdfast_pool_admitted_share", "gauge", "Share of each class that got in during the last second or two, clients over their fair share aside, 0 to 1.");
        foreach ((byte[] label, PoolReading pool) in guarded)
        {
            for (int index = 0; index < Math.Min(classes.Count, pool.AdmittedShares.Count); index++)
            {
                writer.Sample(default, label, PrometheusWriter.Label("class", classes[index]), pool.AdmittedShares[index]);
            }
        }
    }

    private static void WriteServers(PrometheusWriter writer, IReadOnlyList<(byte[] Label, ServerReading Server)> servers)
    {
        (byte[] Label, ServerReading Server)[] limited = [.. servers.Where(one => one.Server.Limit > 0)];
        Gauge(writer, "server_limit", "Requests in flight that the server is allowed now.", limited, server => server.Limit);
        Gauge(writer, "server_baseline_ratio", "The server's time at low use over its pool's: 2 is twice as slow as usual.", limited, server => server.Baseline);
        Gauge(writer, "server_waiting_inside", "Requests that wait inside the server, by estimate.", limited, server => server.WaitingInside);
        Gauge(writer, "server_restored_share", "Below 1 while the server comes back step by step: so much of its limit is given.", servers, server => server.RestoredShare);
        writer.Family("holdfast_server_restoration_setbacks_total", "counter", "Times that a server on its way back got less again because it failed.");
        foreach ((byte[] label, ServerReading server) in servers)
        {
            writer.Sample(label, server.RestorationSetbacks);
        }

        Gauge(writer, "server_sessions", "Sessions (WebSockets) that the server has.", [.. servers.Where(one => one.Server.Sessions > 0 || one.Server.SessionLimit > 0)], server => server.Sessions);
        Gauge(writer, "server_sessions_limit", "Most sessions that the server may have; absent where there is no bound.", [.. servers.Where(one => one.Server.SessionLimit > 0)], server => server.SessionLimit);
        writer.Family("holdfast_server_limit_changes_total", "counter", "Changes of the server's limit, by reason.");
        foreach ((byte[] label, ServerReading server) in limited)
        {
            foreach ((string reason, long count) in server.LimitChanges)
            {
                writer.Sample(default, label, PrometheusWriter.Label("reason", reason), count);
            }
        }
    }

    private static void Gauge<T>(PrometheusWriter writer, string name, string help, IReadOnlyList<(byte[] Label, T Reading)> all, Func<T, double> value)
    {
        writer.Family("holdfast_" + name, "gauge", help);
        foreach ((byte[] label, T reading) in all)
        {
            writer.Sample(default, label, default, value(reading));
        }
    }

    internal static byte[] LabelOf(PoolReading pool, ServerReading server) =>
        Encoding.UTF8.GetBytes($"pool=\"{PrometheusWriter.Escape(pool.Name)}\",server=\"{PrometheusWriter.Escape(server.Name)}\"");
}
