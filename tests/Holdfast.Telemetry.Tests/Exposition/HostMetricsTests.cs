using System.Buffers;
using System.Text;

namespace Holdfast.Telemetry.Tests;

public class HostMetricsTests
{
    [Fact]
    public void Hosts_AreShownWithTheirFindings()
    {
        string text = Write(new HostsReading
        {
            ReportsTaken = 7,
            Hosts = [("app-1", false, 0.25), ("app-2", true, null)],
            Findings = [("app-1", "disk-filling", 2)],
        });
        text.ShouldContain("holdfast_agent_reports_total{result=\"taken\"} 7\n");
        text.ShouldContain("holdfast_agent_reporting{host=\"app-2\"} 0\n");
        text.ShouldContain("holdfast_host_findings{host=\"app-1\",kind=\"disk-filling\"} 2\n");
        text.ShouldContain("holdfast_host_clock_offset_seconds{host=\"app-1\"} 0.25\n");
    }

    [Fact]
    public void GatewayWithoutAgents_ShowsNothingOfThem() => Write(new HostsReading()).ShouldNotContain("holdfast_agent");

    private static string Write(HostsReading reading)
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.ReadHosts = () => reading;
        ArrayBufferWriter<byte> output = new();
        PrometheusText.Write(catalog, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
