using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

public class SpanTapTests
{
    private static readonly byte[] Sampled = [.. "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"u8];
    private static readonly byte[] NotSampled = [.. "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"u8];

    [Fact]
    public void RequestsWithoutHeader_AreSampledByTheirShare()
    {
        SpanTap tap = new SpanRings(1, 0.01, seed: 7).Worker(0);
        int taken = Enumerable.Range(0, 100_000).Count(index => tap.Takes(default, index * 1_000_000L));
        taken.ShouldBeInRange(850, 1150);
    }

    [Fact]
    public void Header_Decides()
    {
        SpanTap tap = new SpanRings(1, 1, seed: 7).Worker(0);
        tap.Takes(NotSampled, 0).ShouldBeFalse();
        tap.Takes(Sampled, 0).ShouldBeTrue();
        new SpanRings(1, 0.000_001, seed: 7).Worker(0).Takes(Sampled, 0).ShouldBeTrue();
    }

    [Fact]
    public void ClientsThatMarkEverything_GetTheBudgetOfASecond()
    {
        SpanRings rings = new(1, 0.01, seed: 7);
        SpanTap tap = rings.Worker(0);
        Enumerable.Range(0, 10_000).Count(index => tap.Takes(Sampled, 5_000_000_000L + (index * 10_000L))).ShouldBe(SpanTap.PerSecond);
        rings.Dropped.ShouldBe(10_000 - SpanTap.PerSecond);
        tap.Takes(Sampled, 6_000_000_000L).ShouldBeTrue();
    }

    [Fact]
    public void Decision_AllocatesNothing()
    {
        SpanTap tap = new SpanRings(1, 0.5, seed: 7).Worker(0);
        tap.Takes(Sampled, 0);
        tap.Takes(default, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < 10_000; index++)
        {
            tap.Takes(index % 2 == 0 ? Sampled : default, index * 1000L);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
