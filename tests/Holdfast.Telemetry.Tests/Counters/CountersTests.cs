using System.Runtime.CompilerServices;

namespace Holdfast.Telemetry.Tests;

[Collection(MeasuresMemory.Name)]
public sealed class CountersTests
{
    [Theory]
    [InlineData(0, "none")]
    [InlineData(99, "none")]
    [InlineData(100, "1xx")]
    [InlineData(204, "2xx")]
    [InlineData(399, "3xx")]
    [InlineData(404, "4xx")]
    [InlineData(599, "5xx")]
    [InlineData(600, "none")]
    public void StatusClass_IsItsFirstDigit(int status, string label) => StatusClass.Labels[StatusClass.Of(status)].ShouldBe(label);

    [Fact]
    public void Counting_AllocatesNothing_AfterTheFirstRequest()
    {
        MetricCatalog catalog = Samples.Catalog();
        RouteCounters route = catalog.Route("shop", 0);
        ServerCounters server = catalog.Server("shop", "a", 0);
        CountOnce(route, server);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int request = 0; request < 100_000; request++)
        {
            CountOnce(route, server);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        route.Outcomes[0].ShouldBe(100_001);
    }

    [Fact]
    public void CountersOfTwoWorkers_NeverShareACacheLine()
    {
        // The distance between the first counter and the object's start is the padding in front of it.
        MetricCatalog catalog = Samples.Catalog();
        DistanceToFirstCounter(catalog.Gateway(0), ref catalog.Gateway(0).ClientsAccepted).ShouldBeGreaterThanOrEqualTo(128);
        DistanceToFirstCounter(catalog.Route("shop", 0), ref catalog.Route("shop", 0).InFlight).ShouldBeGreaterThanOrEqualTo(128);
    }

    [Fact]
    public void TenThousandRoutesWithoutTraffic_CostLessThanAKibibyteForEachWorker()
    {
        // What a collection of before still finishes counts with it, so the least of some measurements.
        Enumerable.Range(0, 5).Min(static _ => BytesOfTenThousandRoutes()).ShouldBeLessThan(20_000 * 1024);
    }

    private static long BytesOfTenThousandRoutes()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        MetricCatalog catalog = Samples.Catalog();
        for (int route = 0; route < 10_000; route++)
        {
            catalog.Route($"route-{route}", 0);
            catalog.Route($"route-{route}", 1);
        }

        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(catalog);
        return bytes;
    }

    private static void CountOnce(RouteCounters route, ServerCounters server)
    {
        route.InFlight++;
        server.RecordTimeToFirstByte(1_000_000);
        server.CountStatus(200);
        server.Outcomes.Increment(0);
        route.Finish(0, 200, 2_000_000);
        route.InFlight--;
    }

    private static long DistanceToFirstCounter(object counters, ref long counter)
    {
        ref byte start = ref Unsafe.As<ObjectBytes>(counters).First;
        return (long)Unsafe.ByteOffset(ref start, ref Unsafe.As<long, byte>(ref counter));
    }

    private sealed class ObjectBytes
    {
        public byte First;
    }
}
