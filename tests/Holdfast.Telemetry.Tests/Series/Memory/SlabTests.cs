using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Memory;

public class SlabTests
{
    [Fact]
    public void Parts_AreZeroAndDoNotOverlap()
    {
        ArraySegment<int>[] parts = [.. Enumerable.Range(0, 2000).Select(_ => Slab.Of<int>(100))];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i].ShouldAllBe(value => value == 0, $"part {i}");
            parts[i].AsSpan().Fill(i + 1);
        }

        for (int i = 0; i < parts.Length; i++)
        {
            parts[i].ShouldAllBe(value => value == i + 1, $"part {i}");
        }
    }

    [Fact]
    public void Parts_LieWhereNothingIsMoved() => GC.GetGeneration(Slab.Of<double>(60).Array!).ShouldBe(GC.MaxGeneration);

    [Fact]
    public void LargePart_IsAnArrayOfItsOwn()
    {
        Slab.Of<double>(100_000).Array!.Length.ShouldBe(100_000);
        Slab.Of<double>(60).Array!.Length.ShouldBeLessThan(100_000);
    }
}
