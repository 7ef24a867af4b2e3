using Holdfast.DataPlane.Tests.Simulated;

namespace Holdfast.DataPlane.Tests;

public sealed class SpareMakerTests
{
    private const long Gigabyte = 1L << 30;

    [Theory]
    [InlineData(10_000, 16 * Gigabyte, false, 4096)]
    [InlineData(100, 16 * Gigabyte, false, 100)]
    [InlineData(10_000, 0, false, 4096)]
    [InlineData(10_000, Gigabyte / 8, false, 590)]
    [InlineData(10_000, 16 * Gigabyte, true, 2703)]
    public void Requests_AreBoundedByClientsAndMemory(int maximumClients, long memoryBytes, bool keepsTexts, int requests) =>
        SpareMaker.RequestsFor(maximumClients, memoryBytes, keepsTexts).ShouldBe(requests);

    [Fact]
    public void Workers_KeepTheirShareAndNeverFewerThanWithoutSpares()
    {
        SpareMaker.KeptFor(4096, 2).ShouldBe(2048);
        SpareMaker.KeptFor(4096, 3).ShouldBe(1366);
        SpareMaker.KeptFor(4096, 64).ShouldBe(SpareMaker.KeptByWorker);
        SpareMaker.KeptFor(0, 1).ShouldBe(SpareMaker.KeptByWorker);
    }

    [Theory]
    [InlineData(1, 4096)]
    [InlineData(3, 4096)]
    [InlineData(64, 10)]
    [InlineData(256, 10)]
    [InlineData(256, 599)]
    public void AllWorkers_MakeWhatIsWantedAndNoMore_AllAlike(int workers, int requests)
    {
        int[] portions = [.. Enumerable.Range(0, workers).Select(index => SpareMaker.PortionOf(index, requests, workers))];

        portions.Sum().ShouldBe(requests);
        (portions.Max() - portions.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    /// <summary>The bound of 16 MiB is counted in these bytes.</summary>
    [Fact]
    public void RequestsMadeReady_TakeWhatTheBoundCountsWith()
    {
        using SimulatedGateway gateway = new();
        gateway.Worker.MakeSpares(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        gateway.Worker.MakeSpares(64);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 64;

        each.ShouldBeInRange(3000, 3550);
    }

    /// <summary>A crowd that comes to a gateway with spares makes nothing of its own, which is the point of them.</summary>
    [Fact]
    public void CrowdOfAsManyAsAreReady_MakesNoObjectOfItsOwn()
    {
        using SimulatedGateway ready = new();
        SpareMaker.Make([ready.Worker], 64);
        using SimulatedGateway fresh = new();

        long withSpares = AllocatedBy(ready, 40);
        long without = AllocatedBy(fresh, 40);

        // What the simulated network itself makes is the same in both.
        (without - withSpares).ShouldBeGreaterThan(40 * 2500);
    }

    [Fact]
    public void SparesBeyondWhatIsKept_AreNotKept()
    {
        Spares<object> spares = new(maximum: 2);
        spares.Keep(new object());
        spares.Keep(new object());
        spares.Keep(new object());

        spares.TryTake().ShouldNotBeNull();
        spares.TryTake().ShouldNotBeNull();
        spares.TryTake().ShouldBeNull();
    }

    private static long AllocatedBy(SimulatedGateway gateway, int clients)
    {
        List<SimulatedPeer> peers = [.. Enumerable.Range(0, clients).Select(_ => gateway.Connect())];
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (SimulatedPeer peer in peers)
        {
            // Half a head: the exchange has begun and waits.
            peer.Send("GET / HTTP/1.1\r\nHost: a\r\n");
        }

        gateway.Pass(TimeSpan.FromMilliseconds(5));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
