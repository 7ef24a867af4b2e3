namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class CollectorThreadTests
{
    private const long Second = 1_000_000_000;

    // The runtime's own bound, after which its thread ends.
    private const long EndsAfter = 20 * Second;

    [Fact]
    public void TwoMinutesOfTicks_ThreadIsNeverLeftAloneForTwentySeconds()
    {
        List<long> asked = [];
        long now = 5 * Second;
        CollectorThread thread = new(() => asked.Add(now));

        for (; now < 125 * Second; now += Second / 10)
        {
            thread.Tick(now);
        }

        asked[0].ShouldBe(5 * Second);
        asked.Zip(asked.Skip(1), (before, after) => after - before).ShouldAllBe(pause => pause >= CollectorThread.PaceNanoseconds && pause < EndsAfter - (5 * Second));
        asked.Count.ShouldBe(10);
    }

    [Fact]
    public void Collect_OldGenerationIsLookedThroughWithoutWaitingForIt()
    {
        long before = GC.GetGCMemoryInfo(GCKind.Background).Index;

        // The first may find no thread yet, which is what this class is for.
        SpinWait.SpinUntil(IsLookedThrough, TimeSpan.FromSeconds(10)).ShouldBeTrue();

        bool IsLookedThrough()
        {
            CollectorThread.Collect();
            return GC.GetGCMemoryInfo(GCKind.Background).Index > before;
        }
    }
}
