using System.Net;
using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

/// <summary>A real receiver on loopback: what arrives there is read field by field.</summary>
public sealed class OtlpSenderTests : IDisposable
{
    private readonly HttpListener receiver = new();
    private readonly Uri address;
    private readonly List<(string Path, string? Type, string? Token, byte[] Body)> received = [];

    public OtlpSenderTests()
    {
        // A port that was free a moment ago; another test may take it, so it is tried again.
        for (int attempt = 0; ; attempt++)
        {
            int port = FreePort();
            receiver.Prefixes.Clear();
            receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                receiver.Start();
                address = new Uri($"http://127.0.0.1:{port}");
                return;
            }
            catch (HttpListenerException) when (attempt < 5)
            {
            }
        }
    }

    public void Dispose() => receiver.Close();

    [Fact]
    public async Task MetricsAndSpans_ArriveWithTheirHeaders()
    {
        VirtualClock clock = new();
        MetricCatalog catalog = Samples.Catalog(clock);
        catalog.Spans = new SpanRings(1, 1, seed: 1);
        catalog.Spans.Worker(0).Writer.TryAppend(new AccessLogEntry { Method = "GET"u8, Path = "/pay"u8, Status = 200 });
        catalog.Route("checkout", 0).Finish(0, 200, 3_000_000);
        catalog.CompleteReload();
        OtlpOptions options = new() { Address = address, Interval = TimeSpan.FromSeconds(1), Resource = new("holdfast", "1", "i", "h", 1), Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer x" } };
        using OtlpExporter exporter = new(catalog, options, clock, new EventLog(TextWriter.Null, clock));
        Task receiving = Receive(2, 200);
        clock.Advance(TimeSpan.FromSeconds(1));
        exporter.Turn();
        await receiving;
        received.Select(one => one.Path).ShouldBe(["/v1/traces", "/v1/metrics"]);
        received.ShouldAllBe(one => one.Type == "application/x-protobuf" && one.Token == "Bearer x");
        new ProtoReader(received[0].Body).One(1).One(2).One(2).Attributes(9)["url.path"].ShouldBe("/pay");
        ProtoReader[] metrics = [.. new ProtoReader(received[1].Body).One(1).One(2).All(2)];
        ProtoReader duration = metrics.First(metric => metric.Text(1) == "holdfast_route_request_duration_seconds");
        duration.One(9).One(1).Number(4).ShouldBe(1UL);
        exporter.Counters.SpansSent.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(503, false)]
    [InlineData(429, false)]
    public async Task Refusals_AreFinalOrNot_AsTheSpecificationSays(int status, bool isFinal)
    {
        using OtlpSender sender = new(address, new Dictionary<string, string>());
        Task receiving = Receive(1, status);
        sender.Send("v1/traces", new byte[3]).ShouldBe(new OtlpAnswer($"status {status}", isFinal));
        await receiving;
    }

    [Fact]
    public void NobodyThere_IsAnAnswerToo()
    {
        receiver.Stop();
        using OtlpSender sender = new(address, new Dictionary<string, string>());
        OtlpAnswer answer = sender.Send("v1/traces", new byte[3]);
        answer.Problem.ShouldNotBeNull();
        answer.IsFinal.ShouldBeFalse();
    }

    private Task Receive(int count, int status) => Task.Run(async () =>
    {
        for (int index = 0; index < count; index++)
        {
            HttpListenerContext context = await receiver.GetContextAsync();
            using MemoryStream body = new();
            await context.Request.InputStream.CopyToAsync(body);
            received.Add((context.Request.Url!.AbsolutePath, context.Request.ContentType, context.Request.Headers["Authorization"], body.ToArray()));
            context.Response.StatusCode = status;
            context.Response.Close();
        }
    });

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
