using System.Buffers;
using System.Text;
using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>What is counted and logged about requests, seen from outside.</summary>
public sealed class RecordingTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void RequestsAndRefusals_AreCountedByRoutePoolAndServer()
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();
        for (int i = 0; i < 3; i++)
        {
            client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadBody(client.ReadHead()!);
        }

        gateway.Exchange("GET / HTTP/1.1\r\n\r\n");

        string text = Metrics(gateway);
        text.ShouldContain($"holdfast_server_requests_total{{pool=\"shop\",server=\"{server.Address}\",outcome=\"answered\"}} 3\n");
        text.ShouldContain("holdfast_route_requests_total{route=\"/*\",outcome=\"answered\"} 3\n");
        text.ShouldContain("host_missing\"} 1\n");
        MetricCatalog metrics = gateway.Gateway.Metrics;
        ServerCounters counters = metrics.Server("shop", server.Address, 0);
        (counters.Connects, counters.Reuses, counters.InFlight, counters.ConnectionsOpen, counters.ConnectionsIdle).ShouldBe((1L, 2L, 0L, 1L, 1L));
        metrics.Route("/*", 0).InFlight.ShouldBe(0);
    }

    [Fact]
    public void AccessLog_HasOneLineForEachRequestWithoutTheQuery()
    {
        string path = Path.GetTempFileName();
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        using (GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with { AccessLog = new AccessLogConfig { Path = path } }))
        {
            gateway.Exchange("GET /a?token=secret HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: curl/8\r\nConnection: close\r\n\r\n");
            gateway.Exchange("GET /../b HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
            gateway.Exchange("GET /c HTTP/1.1\r\nConnection: close\r\n\r\n");
        }

        string[] lines = File.ReadAllLines(path);
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("\"userAgent\":\"curl/8\"");
        lines[0].ShouldNotContain("reason");
        lines[2].ShouldContain("\"outcome\":\"bad_request\"");
        lines[2].ShouldContain("\"reason\":\"host_missing\"");
        lines[0].ShouldContain("\"path\":\"/a\"");
        lines[0].ShouldContain("\"host\":\"shop.example\"");
        lines[0].ShouldContain("\"status\":200");
        lines[0].ShouldContain("\"pool\":\"shop\"");
        lines[0].ShouldNotContain("secret");
        lines[1].ShouldContain("unsafe_path");
        File.Delete(path);
    }

    [Theory]
    [InlineData("127.0.0.1", "192.0.2.7", "\"client\":\"192.0.2.7\",\"proxy\":\"127.0.0.1\"")]
    [InlineData("127.0.0.1", "2001:db8:1:2::77", "\"client\":\"2001:db8:1:2::77\",\"proxy\":\"127.0.0.1\"")]
    [InlineData("127.0.0.1", "127.0.0.1", "\"client\":\"127.0.0.1\",\"method\"")]
    [InlineData("10.0.0.1", "192.0.2.7", "\"client\":\"127.0.0.1\",\"method\"")]
    public void AccessLog_HasTheClientThatATrustedProxySaw(string trusted, string seen, string expected)
    {
        string path = Path.GetTempFileName();
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        GatewayConfig config = GatewayHarness.ConfigFor(server) with
        {
            AccessLog = new AccessLogConfig { Path = path },
            Forwarding = new ForwardingConfig { TrustedProxies = [trusted] },
        };
        using (GatewayHarness gateway = new(config))
        {
            gateway.Exchange($"GET / HTTP/1.1\r\nHost: shop.example\r\nX-Forwarded-For: {seen}\r\nConnection: close\r\n\r\n");
        }

        File.ReadAllLines(path).ShouldHaveSingleItem().ShouldContain(expected);
        File.Delete(path);
    }

    private static string Metrics(GatewayHarness gateway)
    {
        ArrayBufferWriter<byte> output = new();
        PrometheusText.Write(gateway.Gateway.Metrics, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
