using System.Buffers;
using System.Text;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests;

public class SeriesMetricsTests
{
    [Fact]
    public void NewestSecond_IsShown_AndWhatWasNotObservedIsNot()
    {
        SeriesMemory memory = new();
        memory.Write(1_900_000_000, writer => writer.Begin(new(SubjectKind.Pool, "shop"))!.Write(Signal.ClientEntropy, 0.5));
        memory.Write(1_900_000_001, writer =>
        {
            writer.Begin(new(SubjectKind.Pool, "shop"))!.Write(Signal.ClientEntropy, 0.25);
            writer.Begin(new(SubjectKind.Server, "shop/a/b"))!.Write(Signal.Share, 0.75);
        });
        MetricCatalog catalog = Samples.Catalog();
        catalog.Series = memory;
        ArrayBufferWriter<byte> text = new();
        PrometheusText.Write(catalog, text);
        string[] lines = Encoding.UTF8.GetString(text.WrittenSpan).Split('\n');
        lines.ShouldContain("holdfast_pool_client_entropy{pool=\"shop\"} 0.25");
        lines.ShouldContain("holdfast_server_share{pool=\"shop\",server=\"a/b\"} 0.75");
        lines.ShouldNotContain(line => line.StartsWith("holdfast_server_connect_p99_seconds{"));
    }
}
