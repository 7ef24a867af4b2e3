using System.Buffers;
using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

public sealed class OverloadMetricsTests
{
    [Fact]
    public void ProtectedPool_ShowsWhatItsControlLoopDecided()
    {
        PrometheusParser parsed = Read(Shop);

        parsed.Value("holdfast_pool_protected", ("pool", "shop")).ShouldBe(1);
        parsed.Value("holdfast_pool_capacity_requests_per_second", ("pool", "shop")).ShouldBe(812.5);
        parsed.Value("holdfast_pool_offered_requests_per_second", ("pool", "shop")).ShouldBe(8000);
        parsed.Value("holdfast_pool_shed_share", ("pool", "shop")).ShouldBe(0.9);
        parsed.Value("holdfast_pool_admitted_share", ("pool", "shop"), ("class", "critical")).ShouldBe(1);
        parsed.Value("holdfast_pool_admitted_share", ("pool", "shop"), ("class", "bulk")).ShouldBe(0.25);
        parsed.Value("holdfast_server_limit", ("pool", "shop"), ("server", "a")).ShouldBe(20);
        parsed.Value("holdfast_server_baseline_ratio", ("server", "a")).ShouldBe(1.5);
        parsed.Value("holdfast_server_restored_share", ("server", "a")).ShouldBe(0.3);
        parsed.Value("holdfast_server_limit_changes_total", ("server", "a"), ("reason", "rise")).ShouldBe(7);
    }

    [Fact]
    public void PoolWithoutProtection_ShowsOnlyThatItHasNone()
    {
        PrometheusParser parsed = Read(new PoolReading { Name = "old", IsProtected = false, Servers = [new ServerReading { Name = "a" }] });

        parsed.Value("holdfast_pool_protected", ("pool", "old")).ShouldBe(0);
        parsed.Samples.ShouldNotContain(sample => sample.Name == "holdfast_server_limit");
        parsed.Samples.ShouldNotContain(sample => sample.Name == "holdfast_pool_capacity_requests_per_second");
    }

    [Fact]
    public void CapacityThatIsNotKnown_IsAbsent_InsteadOfNothing() =>
        Read(Shop with { Capacity = 0 }).Samples.ShouldNotContain(sample => sample.Name == "holdfast_pool_capacity_requests_per_second");

    [Fact]
    public void RateThatHasFaded_IsNothing_AndNoFigureWithThreeHundredZeros() =>
        Read(Shop with { OfferedPerSecond = double.Epsilon }).Value("holdfast_pool_offered_requests_per_second", ("pool", "shop")).ShouldBe(0);

    [Fact]
    public void WhatMustNeverHappen_IsThereFromTheStartWithNothingInIt()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Pool("shop", 0).ExpiredDispatches = 3;
        PrometheusParser parsed = Read(catalog, Shop, Shop with { Name = "old", IsProtected = false });

        parsed.Value("holdfast_limit_overruns_total", ("pool", "shop"), ("server", "a")).ShouldBe(0);
        parsed.Value("holdfast_limit_overruns_total", ("pool", "old"), ("server", "a")).ShouldBe(0);
        parsed.Value("holdfast_idle_slots_total", ("pool", "shop")).ShouldBe(0);
        parsed.Value("holdfast_expired_dispatches_total", ("pool", "shop")).ShouldBe(3);
    }

    [Fact]
    public void RareDecisions_AreCountedWithTheirReason()
    {
        PrometheusParser parsed = Read(Shop with
        {
            Spared = [("error_rate", 3)],
            FairShareMarks = 4,
            RefusedOnTheWay = (5, 6),
            Servers = [Shop.Servers[0] with { RestorationSetbacks = 7 }],
        });

        parsed.Value("holdfast_pool_ejections_spared_total", ("pool", "shop"), ("reason", "error_rate")).ShouldBe(3);
        parsed.Value("holdfast_pool_fair_share_marks_total", ("pool", "shop")).ShouldBe(4);
        parsed.Value("holdfast_pool_refused_on_the_way_total", ("pool", "shop"), ("reason", "count")).ShouldBe(5);
        parsed.Value("holdfast_pool_refused_on_the_way_total", ("pool", "shop"), ("reason", "bytes")).ShouldBe(6);
        parsed.Value("holdfast_server_restoration_setbacks_total", ("pool", "shop"), ("server", "a")).ShouldBe(7);
    }

    [Fact]
    public void HeavyClients_AreNamedFewAtATime()
    {
        PrometheusParser parsed = Read(Shop with { Clients = [.. Enumerable.Range(0, 9).Select(n => new ClientReading($"10.0.0.{n}", 10, 0.11, n == 0, false)), new ClientReading("10.0.0.9", 1, 0.01, false, false)] });

        parsed.Samples.Count(sample => sample.Name == "holdfast_pool_heavy_client_share").ShouldBe(5);
        parsed.Value("holdfast_pool_heavy_client_share", ("client", "10.0.0.0"), ("over_fair_share", "yes")).ShouldBe(0.11);
        Read(Shop with { Clients = [new ClientReading("10.0.0.9", 1, 0.09, false, false)] }).Samples.ShouldNotContain(sample => sample.Name == "holdfast_pool_heavy_client_share");
    }

    [Fact]
    public void SlotsThatStoodFree_AreADistributionWithItsLongest()
    {
        LatencyHistogram idle = new();
        idle.Record(400_000);
        idle.Record(4_000_000);
        PrometheusParser parsed = Read(Shop with { SlotsIdle = idle, IdleSlots = 2, Servers = [Shop.Servers[0] with { LimitOverruns = 5 }] });

        parsed.Value("holdfast_pool_slot_idle_seconds_bucket", ("pool", "shop"), ("le", "0.001")).ShouldBe(1);
        parsed.Value("holdfast_pool_slot_idle_seconds_bucket", ("pool", "shop"), ("le", "0.005")).ShouldBe(2);
        parsed.Value("holdfast_pool_slot_idle_longest_seconds", ("pool", "shop")).ShouldBe(0.004, 0.0002);
        parsed.Value("holdfast_idle_slots_total", ("pool", "shop")).ShouldBe(2);
        parsed.Value("holdfast_limit_overruns_total", ("pool", "shop"), ("server", "a")).ShouldBe(5);
    }

    [Fact]
    public void Bulkhead_SaysWhoWasHeldBackByIt()
    {
        PrometheusParser parsed = Read(Shop with { Bulkheads = [new("/reports", 0.3, 24, 23, 11, 163, 1804, 2310)] });
        parsed.Value("holdfast_bulkhead_places", ("pool", "shop"), ("route", "/reports")).ShouldBe(24);
        parsed.Value("holdfast_bulkhead_in_flight", ("pool", "shop"), ("route", "/reports")).ShouldBe(23);
        parsed.Value("holdfast_bulkhead_waiting", ("pool", "shop"), ("route", "/reports")).ShouldBe(11);
        parsed.Value("holdfast_bulkhead_held_total", ("pool", "shop"), ("route", "/reports")).ShouldBe(1804);
        parsed.Value("holdfast_bulkhead_shed_total", ("pool", "shop"), ("route", "/reports")).ShouldBe(2310);
    }

    [Fact]
    public void Pressure_IsShownByPart()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.ReadPressure = () => new() { Step = 3, Parts = [("heap", 0.2), ("descriptors", 0.91)], GcPauseP999Nanoseconds = 1_500_000, GcPauseLongestNanoseconds = 4_000_000 };
        PrometheusParser parsed = Read(catalog);
        parsed.Value("holdfast_gateway_pressure", ("part", "descriptors")).ShouldBe(0.91);
        parsed.Value("holdfast_gateway_pressure_step").ShouldBe(3);
        parsed.Value("holdfast_gc_pause_p999_seconds").ShouldBe(0.0015);
        parsed.Value("holdfast_gc_pause_longest_seconds").ShouldBe(0.004);
    }

    private static PoolReading Shop => new()
    {
        Name = "shop",
        IsProtected = true,
        Capacity = 812.5,
        OfferedPerSecond = 8000,
        ShedShare = 0.9,
        AdmittedShares = [1, 0.25],
        Servers = [new ServerReading { Name = "a", Limit = 20, LimitReason = "held", Baseline = 1.5, RestoredShare = 0.3, LimitChanges = [("rise", 7)] }],
    };

    private static PrometheusParser Read(params PoolReading[] pools) => Read(Samples.Catalog(), pools);

    private static PrometheusParser Read(MetricCatalog catalog, params PoolReading[] pools)
    {
        catalog.ReadPools = () => pools;
        ArrayBufferWriter<byte> output = new();
        PrometheusText.Write(catalog, output);
        return PrometheusParser.Parse(output.WrittenSpan);
    }
}
