using System.Buffers;
using System.Text;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

public class MetricsMessageTests
{
    private static readonly OtlpResource Resource = new("holdfast", "1.2.3", "instance", "gate", 42);

    [Fact]
    public void EverySampleOfThePrometheusText_IsAPointWithItsNameLabelsAndValue()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Server("shop", "a \"quoted\\ \n name", 0).Outcomes.Increment(1);
        catalog.Route("checkout", 0).Finish(0, 200, 3_000_000);
        catalog.CompleteReload();
        ArrayBufferWriter<byte> text = new();
        PrometheusText.Write(catalog, text);
        string[] expected = [.. MetricFamilies.Read(text.WrittenMemory).Where(family => family.Type != "histogram").SelectMany(family => family.Samples).Select(Line).Order(StringComparer.Ordinal)];
        expected.Length.ShouldBeGreaterThan(30);
        ProtoReader[] metrics = Metrics(text.WrittenMemory);
        string[] seen = [.. metrics.Where(metric => !metric.Has(9)).SelectMany(Points).Order(StringComparer.Ordinal)];
        seen.ShouldBe(expected);
        seen.ShouldContain(line => line.Contains("a \"quoted\\ \n name"));
    }

    [Fact]
    public void Counter_IsAMonotonicCumulativeSum_WithItsStart()
    {
        ProtoReader metric = Metrics("# HELP a_total What.\n# TYPE a_total counter\na_total{pool=\"x\"} 7\n").ShouldHaveSingleItem();
        metric.Text(1).ShouldBe("a_total");
        metric.Text(2).ShouldBe("What.");
        ProtoReader sum = metric.One(7);
        sum.Number(2).ShouldBe(2UL);
        sum.Number(3).ShouldBe(1UL);
        ProtoReader point = sum.One(1);
        point.Number(2).ShouldBe(1000UL);
        point.Number(3).ShouldBe(2000UL);
        point.Double(4).ShouldBe(7);
        point.Attributes(7).ShouldBe(new Dictionary<string, string> { ["pool"] = "x" });
    }

    [Fact]
    public void Gauge_IsAGauge()
    {
        ProtoReader metric = Metrics("# HELP a_seconds What.\n# TYPE a_seconds gauge\na_seconds 0.5\n").ShouldHaveSingleItem();
        metric.Text(3).ShouldBe("s");
        metric.One(5).One(1).Double(4).ShouldBe(0.5);
    }

    [Fact]
    public void Histogram_CountsBetweenItsBounds()
    {
        const string text = """
            # HELP h_seconds What.
            # TYPE h_seconds histogram
            h_seconds_bucket{pool="x",le="0.1"} 3
            h_seconds_bucket{pool="x",le="1"} 5
            h_seconds_bucket{pool="x",le="+Inf"} 6
            h_seconds_sum{pool="x"} 4.5
            h_seconds_count{pool="x"} 6
            h_seconds_bucket{pool="y",le="0.1"} 0
            h_seconds_bucket{pool="y",le="1"} 1
            h_seconds_bucket{pool="y",le="+Inf"} 1
            h_seconds_sum{pool="y"} 0.5
            h_seconds_count{pool="y"} 1

            """;
        ProtoReader[] points = [.. Metrics(text.ReplaceLineEndings("\n")).ShouldHaveSingleItem().One(9).All(1)];
        points.Length.ShouldBe(2);
        points[0].Number(4).ShouldBe(6UL);
        points[0].Double(5).ShouldBe(4.5);
        points[0].Packed(6).ShouldBe([3UL, 2UL, 1UL]);
        points[0].Packed(7).Select(BitConverter.UInt64BitsToDouble).ShouldBe([0.1, 1]);
        points[0].Attributes(9).ShouldBe(new Dictionary<string, string> { ["pool"] = "x" });
        points[1].Packed(6).ShouldBe([0UL, 1UL, 0UL]);
    }

    [Fact]
    public void LargeText_IsSentInPieces_EachWithItsResource()
    {
        StringBuilder text = new();
        for (int family = 0; family < 40; family++)
        {
            text.Append($"# HELP f{family} What.\n# TYPE f{family} gauge\n");
            for (int server = 0; server < 1000; server++)
            {
                text.Append($"f{family}{{pool=\"shop\",server=\"10.0.0.{server}\"}} 1\n");
            }
        }

        List<int> sizes = [];
        int points = 0;
        new MetricsMessage(Resource).Write(Encoding.UTF8.GetBytes(text.ToString()), 1, 2, message =>
        {
            sizes.Add(message.Length);
            ProtoReader piece = new ProtoReader(message).One(1);
            piece.One(1).Attributes(1)["service.name"].ShouldBe("holdfast");
            points += piece.One(2).All(2).Sum(metric => metric.One(5).All(1).Count());
        });
        points.ShouldBe(40_000);
        sizes.Count.ShouldBeGreaterThan(3);
        sizes.Max().ShouldBeLessThan(1 << 20);
    }

    private static ProtoReader[] Metrics(string text) => Metrics(Encoding.UTF8.GetBytes(text));

    private static ProtoReader[] Metrics(ReadOnlyMemory<byte> text)
    {
        List<ProtoReader> found = [];
        new MetricsMessage(Resource).Write(text, 1000, 2000, message => found.AddRange(new ProtoReader(message.ToArray()).One(1).One(2).All(2)));
        return [.. found];
    }

    private static IEnumerable<string> Points(ProtoReader metric) =>
        metric.One(metric.Has(5) ? 5 : 7).All(1).Select(point => Line(new MetricLine(metric.Text(1), [.. point.Attributes(7).Select(pair => (pair.Key, pair.Value))], point.Double(4))));

    private static string Line(MetricLine line) => $"{line.Name} {string.Join(',', line.Labels.Select(label => $"{label.Key}={label.Value}"))} {line.Value:R}";
}
