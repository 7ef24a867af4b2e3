using System.Reflection;

namespace Holdfast.Foundation.Tests;

public class LastingMemoryTests
{
    [Fact]
    public void Array_IsZeroAndLiesWhereNothingIsMoved()
    {
        long[] array = LastingMemory.Array<long>(513);
        array.ShouldAllBe(value => value == 0);
        GC.GetGeneration(array).ShouldBe(GC.MaxGeneration);
    }

    [Fact]
    public void LastingHistogram_LiesWhereNothingIsMoved()
    {
        FieldInfo counts = typeof(LatencyHistogram).GetField("counts", BindingFlags.Instance | BindingFlags.NonPublic)!;
        GC.GetGeneration(counts.GetValue(new LatencyHistogram(isLasting: true))!).ShouldBe(GC.MaxGeneration);
        GC.GetGeneration(counts.GetValue(new LatencyHistogram())!).ShouldBeLessThan(GC.MaxGeneration);
    }

    [Fact]
    public void SmallParts_AreAddedUpToAPortion_WhichIsCollected()
    {
        LastingMemory.Note(300_000);
        int before = GC.CollectionCount(1);
        for (int part = 0; part < 30; part++)
        {
            LastingMemory.Note(10_000);
        }

        GC.CollectionCount(1).ShouldBeGreaterThan(before);
    }
}
