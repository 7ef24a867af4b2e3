using System.Text;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>A trace that goes through the gateway: what the server is told, and what the collector is.</summary>
public sealed class TracingTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    [Theory]
    [InlineData("00-" + Trace + "-" + Caller + "-01", 1)]
    [InlineData("00-" + Trace + "-" + Caller + "-00", 1)]
    [InlineData("00-" + Trace + "-" + Caller + "-01", 0)]
    [InlineData("not a trace at all", 1)]
    public void Traceparent_ComesToTheServerAsItWasSent(string traceparent, double sample)
    {
        string head = Seen($"traceparent: {traceparent}\r\nTraceState: vendor=t61rcWkgMzE, other=00f067aa0ba902b7\r\nTRACESTATE: third=1\r\n", sample, out _);

        head.ShouldContain($"traceparent: {traceparent}\r\nTraceState: vendor=t61rcWkgMzE, other=00f067aa0ba902b7\r\nTRACESTATE: third=1\r\n");
        head.Split("traceparent", StringSplitOptions.None).Length.ShouldBe(2);
    }

    [Fact]
    public void RequestWithoutTraceparent_GetsNone() => Seen("", 1, out _).ShouldNotContain("trace", Case.Insensitive);

    [Fact]
    public void SampledRequest_IsASpanUnderTheCallersSpan()
    {
        Seen($"traceparent: 00-{Trace}-{Caller}-01\r\n", 0.000001, out string spans);

        // Fields 1 and 4 of a span: the trace, and whose child it is.
        spans.ShouldContain("\x0A\x10" + Raw(Trace));
        spans.ShouldContain("\x22\x08" + Raw(Caller));
        spans.ShouldContain("GET /*");
    }

    [Fact]
    public void RequestThatTheCallerDidNotSample_IsNoSpan()
    {
        Seen($"traceparent: 00-{Trace}-{Caller}-00\r\n", 1, out string spans);
        spans.ShouldNotContain(Raw(Trace));
    }

    [Fact]
    public void RequestWithABrokenTraceparent_BeginsATraceOfItsOwn()
    {
        Seen($"traceparent: 00-{Trace}-0000000000000000-01\r\n", 1, out string spans);
        spans.ShouldContain("GET /*");
        spans.ShouldNotContain(Raw(Trace));
    }

    /// <summary>The head that the server saw.</summary>
    /// <param name="spans">What a collector was sent, byte for byte as Latin-1; "" when there were no spans.</param>
    private static string Seen(string fields, double sample, out string spans)
    {
        using ScriptedServer server = ScriptedServer.Answering(Ok);
        GatewayConfig config = GatewayHarness.ConfigFor(server) with
        {
            Telemetry = new TelemetryConfig { Otlp = new OtlpConfig { Address = "http://127.0.0.1:4318", Traces = new OtlpTracesConfig { Sample = sample } } },
        };
        using GatewayHarness gateway = new(config);
        gateway.Exchange($"GET /a HTTP/1.1\r\nHost: a\r\n{fields}Connection: close\r\n\r\n").ShouldStartWith("HTTP/1.1 200");
        spans = sample > 0 ? Exported(gateway) : "";
        return server.Heads.ShouldHaveSingleItem();
    }

    private static string Exported(GatewayHarness gateway)
    {
        StringBuilder traces = new();
        using ScriptedServer collector = new(connection =>
        {
            while (connection.ReadHead() is { } head)
            {
                string body = connection.ReadBody(head);
                if (head.StartsWith("POST /v1/traces ", StringComparison.Ordinal))
                {
                    traces.Append(body);
                }

                connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });
        OtlpOptions options = new() { Address = new Uri($"http://{collector.Address}"), Interval = TimeSpan.FromHours(1), Resource = new OtlpResource("holdfast", "1", "i", "h", 1), Seed = 7 };
        // Ending it sends what there is, and waits for the answers.
        OtlpExporter exporter = new(gateway.Gateway.Metrics, options, SystemClock.Instance, gateway.Events);
        exporter.Begin();
        exporter.Dispose();
        return traces.ToString();
    }

    private static string Raw(string hexadecimal) => Encoding.Latin1.GetString(Convert.FromHexString(hexadecimal));
}
