using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Holdfast.Foundation;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

/// <summary>
/// Our messages beside those of OpenTelemetry's own exporter for the same things: every field that we write is one that it writes, with the
/// same number, in the same place and in the same way, and says the same. Times and ids differ by nature.
/// </summary>
public class OfficialExporterTests
{
    private const string Text = """
        # HELP a_total What is counted.
        # TYPE a_total counter
        a_total{pool="x"} 7
        # HELP g What there is.
        # TYPE g gauge
        g{pool="x"} 0.5
        # HELP h_seconds How long.
        # TYPE h_seconds histogram
        h_seconds_bucket{pool="x",le="0.125"} 2
        h_seconds_bucket{pool="x",le="1"} 3
        h_seconds_bucket{pool="x",le="+Inf"} 4
        h_seconds_sum{pool="x"} 4.75
        h_seconds_count{pool="x"} 4

        """;

    private static readonly OtlpResource Resource = new("holdfast", "1.2.3", "instance", "gate", 42);

    // Resource with its attributes, scope, metrics of each kind with their points and labels.
    private static readonly HashSet<string> MetricMessages =
    [
        "1", "1/1", "1/1/1", "1/1/1/2", "1/2", "1/2/1", "1/2/2", "1/2/2/5", "1/2/2/5/1", "1/2/2/5/1/7", "1/2/2/5/1/7/2",
        "1/2/2/7", "1/2/2/7/1", "1/2/2/7/1/7", "1/2/2/7/1/7/2", "1/2/2/9", "1/2/2/9/1", "1/2/2/9/1/9", "1/2/2/9/1/9/2",
    ];

    private static readonly HashSet<string> SpanMessages = ["1", "1/1", "1/1/1", "1/1/1/2", "1/2", "1/2/1", "1/2/2", "1/2/2/9", "1/2/2/9/2", "1/2/2/15"];

    [Fact]
    public void Metrics_AreWrittenAsTheOfficialExporterWritesThem()
    {
        ProtoReader official = OfficialExporter.Metrics(Record, [0.125, 1]);
        ProtoReader ours = null!;
        new MetricsMessage(Resource).Write(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")), 1000, 2000, message => ours = new ProtoReader(message.ToArray()));
        ours.Shape(MetricMessages).Except(official.Shape(MetricMessages)).ShouldBeEmpty();
        Says(ours).ShouldBe(Says(official));
        Says(ours).ShouldContain("h_seconds How long. s 2 | 4 4.75 [2 1 1] [0.125 1] pool=x");
    }

    [Fact]
    public void Span_IsWrittenAsTheOfficialExporterWritesIt()
    {
        ActivityContext parent = ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        ProtoReader ours = Ours();
        Dictionary<string, string> attributes = Span(ours).Attributes(9);
        ProtoReader official = OfficialExporter.Span("GET checkout", parent, activity =>
        {
            foreach ((string key, string value) in attributes)
            {
                activity.SetTag(key, long.TryParse(value, out long number) ? number : value);
            }

            activity.SetStatus(ActivityStatusCode.Error, "failed");
        });
        ours.Shape(SpanMessages).Except(official.Shape(SpanMessages)).ShouldBeEmpty();
        SaysSpan(Span(ours)).ShouldBe(SaysSpan(Span(official)));
        Span(official).Attributes(9).ShouldBe(attributes, ignoreOrder: true);
        ours.One(1).One(1).Attributes(1).ShouldBe(official.One(1).One(1).Attributes(1), ignoreOrder: true);
    }

    private static void Record(Meter meter)
    {
        KeyValuePair<string, object?> pool = new("pool", "x");
        meter.CreateCounter<double>("a_total", "1", "What is counted.").Add(7, pool);
        meter.CreateObservableGauge("g", () => new Measurement<double>(0.5, pool), "1", "What there is.");
        Histogram<double> histogram = meter.CreateHistogram<double>("h_seconds", "s", "How long.");
        foreach (double value in (double[])[0.125, 0.125, 0.5, 4])
        {
            histogram.Record(value, pool);
        }
    }

    private static ProtoReader Ours()
    {
        AccessLogEntry entry = new()
        {
            FinishedNanoseconds = 9_000_000,
            DurationNanoseconds = 3_000_000,
            Client = NetworkAddress.FromIPv4(0x7F00_0001, 4711),
            Status = 503,
            Outcome = 1,
            Retries = 1,
            Method = "GET"u8,
            Host = "shop.example.com"u8,
            Path = "/pay"u8,
            Route = "checkout"u8,
            Pool = "shop"u8,
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8,
        };
        SpanTap tap = new SpanRings(1, 1, seed: 1).Worker(0);
        tap.Writer.TryAppend(entry).ShouldBeTrue();
        SpansMessage message = new(Resource, ["ok", "failed"], new SeededRandom(1));
        message.Begin();
        tap.Writer.TryPeek(out AccessLogRecord record, out ReadOnlySpan<byte> texts).ShouldBeTrue();
        message.Add(record, texts, 1_000_000_000_000_000_000);
        message.End();
        return new ProtoReader(message.Written);
    }

    private static ProtoReader Span(ProtoReader message) => message.One(1).One(2).One(2);

    private static string SaysSpan(ProtoReader span) =>
        $"{Convert.ToHexStringLower(span.Raw(1).Span)} under {Convert.ToHexStringLower(span.Raw(4).Span)}: {span.Text(5)}, kind {span.Number(6)}, status {span.One(15).Number(3)} {span.One(15).Text(2)}";

    /// <summary>Everything but times, by metric.</summary>
    private static string[] Says(ProtoReader message) => [.. message.One(1).One(2).All(2).Select(SaysOne).Order(StringComparer.Ordinal)];

    private static string SaysOne(ProtoReader metric)
    {
        string unit = metric.Has(3) ? metric.Text(3) : "";
        string name = $"{metric.Text(1)} {metric.Text(2)} {unit}";
        if (metric.Has(9))
        {
            ProtoReader point = metric.One(9).One(1);
            string bounds = string.Join(' ', point.Packed(7).Select(BitConverter.UInt64BitsToDouble));
            return $"{name} {metric.One(9).Number(2)} | {point.Number(4)} {point.Double(5)} [{string.Join(' ', point.Packed(6))}] [{bounds}] {Labels(point, 9)}";
        }

        ProtoReader data = metric.One(metric.Has(5) ? 5 : 7);
        string kind = metric.Has(5) ? "gauge" : $"sum {data.Number(2)} {data.Number(3)}";
        return $"{name} {kind} | {data.One(1).Double(4)} {Labels(data.One(1), 7)}";
    }

    private static string Labels(ProtoReader point, int field) => string.Join(',', point.Attributes(field).Select(pair => $"{pair.Key}={pair.Value}"));
}
