using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

public sealed class OtlpExporterTests : IDisposable
{
    private readonly VirtualClock clock = new();
    private readonly StringWriter log = new();
    private readonly MetricCatalog catalog;
    private readonly FakeSender sender = new();
    private readonly OtlpExporter exporter;

    public OtlpExporterTests()
    {
        catalog = Samples.Catalog(clock);
        catalog.Spans = new SpanRings(4, 1, seed: 1);
        OtlpOptions options = new() { Address = new Uri("http://127.0.0.1:4318"), Interval = TimeSpan.FromSeconds(10), Resource = new("holdfast", "1", "i", "h", 1), Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer hidden" } };
        exporter = new OtlpExporter(catalog, options, sender, clock, new EventLog(log, clock));
        catalog.Otlp = exporter.Counters;
    }

    public void Dispose()
    {
        exporter.Dispose();
        log.Dispose();
    }

    [Fact]
    public void Metrics_GoEachInterval_SpansEachSecond()
    {
        Append(1);
        Turns(30);
        sender.Sent.Count(path => path == "v1/metrics").ShouldBe(3);
        sender.Sent.Count(path => path == "v1/traces").ShouldBe(1);
        exporter.Counters.SpansSent.ShouldBe(1);
        log.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void CollectorThatIsAway_CostsABoundedBuffer_AndEverythingElseIsCounted()
    {
        sender.Answer = new("connection refused", false);
        for (int second = 0; second < 600; second++)
        {
            Append(50);
            Turns(1);
        }

        sender.Sent.Count.ShouldBeLessThan(100);
        exporter.Counters.MetricsLost.ShouldBe(60);
        long appended = 600 * 50;
        (exporter.Counters.SpansLost + catalog.Spans!.Dropped).ShouldBeInRange(appended - 3_000, appended);
        log.ToString().ShouldContain("does not take metrics and traces: connection refused");
        log.ToString().ShouldNotContain("hidden");
        sender.Answer = default;
        Turns(40);
        log.ToString().ShouldContain("are exported to");
        // Sent, lost or dropped: nothing is missing from the sum.
        (exporter.Counters.SpansSent + exporter.Counters.SpansLost + catalog.Spans.Dropped).ShouldBe(appended);
    }

    [Fact]
    public void MessageThatIsRefusedForGood_IsNotSentAgain()
    {
        sender.Answer = new("status 400", true);
        Append(3);
        Turns(5);
        sender.Sent.Count(path => path == "v1/traces").ShouldBe(1);
        exporter.Counters.SpansLost.ShouldBe(3);
    }

    [Fact]
    public void ShortAbsence_LosesNoSpan()
    {
        sender.Answer = new("status 503", false);
        Append(3);
        Turns(5);
        sender.Answer = default;
        Turns(10);
        exporter.Counters.SpansSent.ShouldBe(3);
        exporter.Counters.SpansLost.ShouldBe(0);
    }

    [Fact]
    public void AllWorkersAtTheirBound_AreSentWithinASecond()
    {
        for (int worker = 0; worker < 4; worker++)
        {
            Append(SpanTap.PerSecond, worker);
        }

        Turns(1);
        exporter.Counters.SpansSent.ShouldBe(4 * SpanTap.PerSecond);
    }

    [Fact]
    public void MoreThanATurnSends_IsSharedByTheWorkers()
    {
        // Worker 0 alone would fill sixteen messages for two turns.
        for (int turn = 0; turn < 2; turn++)
        {
            sender.Refill = () => Append(SpansMessage.SpansMaximum, 0);
            Append(10, 3);
            Turns(1);
        }

        sender.Refill = null;
        catalog.Spans!.Worker(3).Writer.TryPeek(out _, out _).ShouldBeFalse();
        sender.Sent.Count(path => path == "v1/traces").ShouldBe(32);
    }

    [Fact]
    public void FailureOfTheLastTurn_DoesNotEndTheProcess()
    {
        sender.Answer = default;
        sender.Refill = () => throw new InvalidOperationException("broken");
        Append(1);
        exporter.Begin();
        exporter.Dispose();
        log.ToString().ShouldContain("unexpected failure (InvalidOperationException: broken)");
    }

    private void Append(int count, int worker = 0)
    {
        for (int index = 0; index < count; index++)
        {
            catalog.Spans!.Worker(worker).Writer.TryAppend(new AccessLogEntry { Method = "GET"u8, Path = "/"u8, Status = 200 });
        }
    }

    private void Turns(int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            exporter.Turn();
        }
    }

    private sealed class FakeSender : IOtlpSender
    {
        public List<string> Sent { get; } = [];

        public OtlpAnswer Answer { get; set; }

        /// <summary>What happens while a message is sent.</summary>
        public Action? Refill { get; set; }

        public OtlpAnswer Send(string path, ReadOnlyMemory<byte> message)
        {
            Sent.Add(path);
            Refill?.Invoke();
            return Answer;
        }
    }
}
