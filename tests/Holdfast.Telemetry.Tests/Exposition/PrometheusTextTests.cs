using System.Buffers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

public sealed class PrometheusTextTests
{
    [Fact]
    public void EverythingThatIsCounted_IsShown_WithValidSyntax()
    {
        MetricCatalog catalog = FilledCatalog();
        PrometheusParser parsed = Read(catalog);

        parsed.Value("holdfast_clients_accepted_total").ShouldBe(5);
        parsed.Value("holdfast_client_timeouts_total", ("phase", "head")).ShouldBe(2);
        parsed.Value("holdfast_bad_requests_total", ("reason", "bad_host")).ShouldBe(3);
        parsed.Value("holdfast_worker_busy_seconds_total", ("worker", "1")).ShouldBe(1.5);
        parsed.Value("holdfast_route_requests_total", ("route", "shop"), ("outcome", "failed")).ShouldBe(1);
        parsed.Value("holdfast_route_responses_total", ("route", "shop"), ("status", "5xx")).ShouldBe(1);
        parsed.Value("holdfast_pool_queue_wait_seconds_sum", ("pool", "shop")).ShouldBe(0.25, 1e-6);
        parsed.Value("holdfast_pool_requests_queued", ("pool", "shop"), ("class", "bulk")).ShouldBe(2);
        parsed.Value("holdfast_pool_requests_queued", ("pool", "shop"), ("class", "critical")).ShouldBe(0);
        parsed.Value("holdfast_pool_shed_total", ("pool", "shop"), ("class", "bulk"), ("reason", "shed_waited")).ShouldBe(3);
        parsed.Value("holdfast_server_connect_failures_total", ("pool", "shop"), ("server", "10.0.0.1:80"), ("reason", "timeout")).ShouldBe(4);
        parsed.Value("holdfast_server_first_byte_seconds_count", ("server", "10.0.0.1:80")).ShouldBe(1);
        parsed.Value("holdfast_server_healthy", ("server", "10.0.0.1:80")).ShouldBe(0);
        parsed.Value("holdfast_class_shed_total", ("class", "bulk")).ShouldBe(6);
        parsed.Value("holdfast_reloads_total", ("result", "refused")).ShouldBe(1);
        parsed.Value("process_resident_memory_bytes").ShouldBeGreaterThan(1e6);
    }

    [Fact]
    public void Names_FollowTheConventions()
    {
        PrometheusParser parsed = Read(FilledCatalog());
        foreach ((string name, string type) in parsed.Types)
        {
            (type == "counter").ShouldBe(name.EndsWith("_total", StringComparison.Ordinal), name);
            name.ShouldNotContain("millisecond");
            name.ShouldNotContain("nanosecond");
            (name.StartsWith("holdfast_", StringComparison.Ordinal) || name.StartsWith("process_", StringComparison.Ordinal) || name.StartsWith("dotnet_", StringComparison.Ordinal)).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("with \"quotes\"")]
    [InlineData("back\\slash")]
    [InlineData("two\nlines")]
    [InlineData("ends with \\")]
    [InlineData("Größe 🚀 {x=\"1\"} , ")]
    public void AnyRouteName_SurvivesAsLabel(string name)
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Route(name, 0).RequestBytes = 3;
        Read(catalog).Value("holdfast_route_request_bytes_total", ("route", name)).ShouldBe(3);
    }

    [Fact]
    public void Histogram_IsCumulative_AndCountsEachDurationBelowItsBound()
    {
        MetricCatalog catalog = Samples.Catalog();
        RouteCounters route = catalog.Route("shop", 0);
        foreach (double milliseconds in new[] { 0.1, 0.3, 0.9, 2, 40, 700, 45_000, 100_000 })
        {
            route.Finish(0, 200, (long)(milliseconds * 1e6));
        }

        PrometheusParser parsed = Read(catalog);
        List<(double Bound, double Count)> buckets = [.. parsed.Samples
            .Where(sample => sample.Name == "holdfast_route_request_duration_seconds_bucket")
            .Select(sample => (Bound(sample), sample.Value))];
        buckets.Select(bucket => bucket.Bound).ShouldBeInOrder();
        buckets.Select(bucket => bucket.Count).ShouldBeInOrder();
        buckets.ShouldContain((0.0005, 2));
        buckets.ShouldContain((0.001, 3));
        buckets.ShouldContain((0.0025, 4));
        buckets.ShouldContain((0.05, 5));
        buckets.ShouldContain((1, 6));
        buckets.ShouldContain((60, 7));
        buckets[^1].ShouldBe((double.PositiveInfinity, 8));
        parsed.Value("holdfast_route_request_duration_seconds_count").ShouldBe(8);
        parsed.Value("holdfast_route_request_duration_seconds_sum").ShouldBe(145.7433, 1e-6);
    }

    [Fact]
    public void EachBound_IsWithinThreePercentOfTheBucketBorderItIsCountedBy()
    {
        foreach (double bound in HistogramBounds.Seconds)
        {
            CountAtBound(bound, bound * 0.96).ShouldBe(1, $"4 % below {bound}");
            CountAtBound(bound, bound * 1.04).ShouldBe(0, $"4 % above {bound}");
        }
    }

    [Fact]
    public void Counters_NeverGoBack_OverReloads()
    {
        SeededRandom random = new(7);
        VirtualClock clock = new();
        MetricCatalog catalog = Samples.Catalog(clock);
        string[] names = ["a", "b", "c", "d"];
        Dictionary<string, double> last = [];
        for (int reload = 0; reload < 200; reload++)
        {
            foreach (string name in names.Where(_ => random.Next(2) == 0))
            {
                catalog.Route(name, random.Next(2)).Finish(0, 200, 1_000_000);
            }

            catalog.CompleteReload();
            clock.Advance(TimeSpan.FromSeconds(random.Next(60)));
            Dictionary<string, double> now = Totals(Read(catalog));
            foreach ((string name, double count) in now)
            {
                count.ShouldBeGreaterThanOrEqualTo(last.GetValueOrDefault(name), $"{name} after reload {reload}");
            }

            last = now;
        }

        last.Count.ShouldBe(4);
    }

    [Fact]
    public void ReadingWhileWorkersCount_ShowsConsistentHistograms()
    {
        MetricCatalog catalog = Samples.Catalog();
        RouteCounters route = catalog.Route("shop", 0);
        using CancellationTokenSource stop = new();
        Thread worker = new(() =>
        {
            for (long turn = 0; !stop.IsCancellationRequested; turn++)
            {
                route.Finish(0, 200, turn % 1000 * 100_000);
            }
        });
        worker.Start();
        double last = -1;
        for (int reading = 0; reading < 100; reading++)
        {
            PrometheusParser parsed = Read(catalog);
            if (parsed.Samples.SingleOrDefault(sample => sample.Name == "holdfast_route_request_duration_seconds_count") is { } count)
            {
                parsed.Samples.Last(sample => sample.Name == "holdfast_route_request_duration_seconds_bucket").Value.ShouldBe(count.Value);
                count.Value.ShouldBeGreaterThanOrEqualTo(last);
                last = count.Value;
            }
        }

        stop.Cancel();
        worker.Join();
        last.ShouldBeGreaterThan(0);
    }

    private static double CountAtBound(double bound, double seconds)
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Route("shop", 0).Finish(0, 200, (long)(seconds * 1e9));
        return Read(catalog).Samples.Single(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal) && Bound(sample).Equals(bound)).Value;
    }

    private static double Bound(PrometheusParser.Sample sample)
    {
        string bound = sample.Labels.Single(label => label.Name == "le").Value;
        return bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, double> Totals(PrometheusParser parsed) =>
        parsed.Samples.Where(sample => sample.Name == "holdfast_route_requests_total").ToDictionary(sample => sample.Labels[0].Value, sample => sample.Value);

    private static PrometheusParser Read(MetricCatalog catalog)
    {
        ArrayBufferWriter<byte> output = new();
        PrometheusText.Write(catalog, output);
        return PrometheusParser.Parse(output.WrittenSpan);
    }

    private static MetricCatalog FilledCatalog()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Gateway(0).ClientsAccepted = 2;
        catalog.Gateway(1).ClientsAccepted = 3;
        catalog.Gateway(1).LoopBusyNanoseconds = 1_500_000_000;
        catalog.Gateway(0).HeadTimeouts = 2;
        catalog.Gateway(0).Rejections.Add(1, 3);
        catalog.Route("shop", 0).Finish(1, 503, 5_000_000);
        PoolCounters pool = catalog.Pool("shop", 0);
        pool.RecordWait(0, 250_000_000);
        pool.Queued.Add(1, 2);
        for (int shed = 0; shed < 3; shed++)
        {
            pool.CountShed(requestClass: 1, reason: 1);
        }

        catalog.Server("shop", "10.0.0.1:80", 0).ConnectFailures.Add(1, 4);
        catalog.Server("shop", "10.0.0.1:80", 0).RecordTimeToFirstByte(1_000_000);
        catalog.Class("bulk", 0).Shed = 6;
        catalog.IsServerHealthy = (_, _) => false;
        catalog.Control.ReloadRefused();
        return catalog;
    }
}
