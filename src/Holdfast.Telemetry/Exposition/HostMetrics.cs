using System.Text;

namespace Holdfast.Telemetry;

/// <summary>What agents find on the servers' hosts. Nothing before the first report: most gateways have no agents.</summary>
internal static class HostMetrics
{
    public static void Write(PrometheusWriter writer, MetricCatalog catalog)
    {
        if (catalog.ReadHosts?.Invoke() is not { ReportsTaken: > 0 } reading)
        {
            return;
        }

        writer.Family("holdfast_agent_reports_total", "counter", "Reports of agents, by what became of them.");
        writer.Sample("result=\"taken\""u8, reading.ReportsTaken);
        writer.Sample("result=\"refused\""u8, reading.ReportsRefused);
        writer.Family("holdfast_agent_reporting", "gauge", "1 while the host's agent reports, 0 when it has fallen silent; that says nothing of the servers there.");
        foreach ((string host, bool isSilent, _) in reading.Hosts)
        {
            writer.Sample(PrometheusWriter.Label("host", host), isSilent ? 0 : 1);
        }

        writer.Family("holdfast_host_findings", "gauge", "What is wrong on a server's host or will be, by kind; absent where nothing is.");
        foreach ((string host, string kind, int count) in reading.Findings)
        {
            writer.Sample(Encoding.UTF8.GetBytes($"host=\"{PrometheusWriter.Escape(host)}\",kind=\"{PrometheusWriter.Escape(kind)}\""), count);
        }

        writer.Family("holdfast_host_clock_offset_seconds", "gauge", "How far the host's clock is ahead of the gateway's.");
        foreach ((string host, _, double? offset) in reading.Hosts)
        {
            if (offset is { } seconds)
            {
                writer.Sample(default, PrometheusWriter.Label("host", host), default, seconds);
            }
        }
    }
}
