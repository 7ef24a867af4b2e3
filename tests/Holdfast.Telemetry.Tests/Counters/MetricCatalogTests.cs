using Holdfast.Foundation;

namespace Holdfast.Telemetry.Tests;

public sealed class MetricCatalogTests
{
    private readonly VirtualClock clock = new();

    [Fact]
    public void SameNameAndWorker_AreTheSameCounters_AcrossReloads()
    {
        MetricCatalog catalog = Samples.Catalog(clock);
        RouteCounters before = catalog.Route("shop", 0);
        catalog.CompleteReload();
        RouteCounters after = catalog.Route("shop", 0);
        catalog.CompleteReload();

        after.ShouldBeSameAs(before);
        catalog.Route("shop", 1).ShouldNotBeSameAs(before);
    }

    [Fact]
    public void ServersOfTwoPools_WithTheSameAddress_CountApart()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Server("a", "10.0.0.1:80", 0).ShouldNotBeSameAs(catalog.Server("b", "10.0.0.1:80", 0));
    }

    [Fact]
    public void RouteThatAReloadRemoved_StaysForTenMinutes_ThenIsDropped()
    {
        MetricCatalog catalog = Samples.Catalog(clock);
        catalog.Route("old", 0).RequestBytes = 7;
        catalog.CompleteReload();
        catalog.Route("new", 0);
        catalog.CompleteReload();

        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        catalog.Routes().Single(route => route.Name == "old").Sum(route => route.RequestBytes).ShouldBe(7);
        catalog.Routes().Single(route => route.Name == "old").IsRemoved.ShouldBeTrue();
        catalog.Routes().Single(route => route.Name == "new").IsRemoved.ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(1));
        catalog.Routes().Select(route => route.Name).ShouldBe(["new"]);
    }

    [Fact]
    public void RemovedRouteThatComesBackInTime_KeepsItsCounts()
    {
        MetricCatalog catalog = Samples.Catalog(clock);
        catalog.Route("shop", 0).RequestBytes = 7;
        catalog.CompleteReload();
        catalog.CompleteReload();
        clock.Advance(TimeSpan.FromMinutes(9));

        catalog.Route("shop", 0).RequestBytes.ShouldBe(7);
        clock.Advance(TimeSpan.FromMinutes(9));
        catalog.Routes().Count.ShouldBe(1, "it is being compiled into a snapshot");
        catalog.CompleteReload();
        clock.Advance(TimeSpan.FromHours(1));
        catalog.Routes().Single().IsRemoved.ShouldBeFalse();
    }

    [Fact]
    public void AbandonedReload_LeavesNothingOfItsOwn_AndRemovesNothing()
    {
        MetricCatalog catalog = Samples.Catalog(clock);
        catalog.Pool("shop", 0);
        catalog.CompleteReload();
        catalog.Pool("typo", 0);
        catalog.AbandonReload();

        catalog.Pools().Select(pool => pool.Name).ShouldBe(["shop"]);
        catalog.Pools().Single().IsRemoved.ShouldBeFalse();
    }

    [Fact]
    public void MoreRoutesThanTheBound_ShareOneSeries_StillApartByWorker()
    {
        MetricCatalog catalog = Samples.Catalog(clock, new() { Routes = 2 });
        catalog.Route("a", 0);
        catalog.Route("b", 0);
        catalog.Route("c", 0).ShouldBeSameAs(catalog.Route("d", 0));
        catalog.Route("c", 1).ShouldNotBeSameAs(catalog.Route("c", 0));

        catalog.Routes().Select(route => route.Name).ShouldBe(["a", "b", "(other)"]);
    }

    [Fact]
    public void FullCatalog_MakesRoomByDroppingTheLongestRemoved()
    {
        MetricCatalog catalog = Samples.Catalog(clock, new() { Routes = 2 });
        catalog.Route("first", 0);
        catalog.CompleteReload();
        catalog.Route("second", 0);
        catalog.CompleteReload();
        clock.Advance(TimeSpan.FromSeconds(1));
        catalog.CompleteReload();
        catalog.Route("third", 0);

        catalog.Routes().Select(route => route.Name).ShouldBe(["second", "third"], ignoreOrder: true);
    }

    [Fact]
    public void SumAndMerge_CoverAllWorkers()
    {
        MetricCatalog catalog = Samples.Catalog();
        catalog.Route("shop", 0).Finish(0, 200, 1_000_000);
        catalog.Route("shop", 3).Finish(1, 503, 3_000_000);
        CounterSeries<RouteCounters> series = catalog.Routes().Single();

        series.Sum(route => route.Outcomes[1]).ShouldBe(1);
        LatencyHistogram merged = new();
        merged.Record(1);
        series.TryMerge(route => route.Latency, merged).ShouldBeTrue();
        merged.Count.ShouldBe(2);
        merged.Sum.ShouldBe(4_000_000);
    }
}
