namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class BackgroundCollectorTests
{
    private const long Second = 1_000_000_000;

    // The runtime's own bound, after which its thread ends.
    private const long EndsAfter = 20 * Second;

    private readonly List<long> worked = [0];
    private long now;
    private int asked;

    // Both is possible: the work is over before the look that began it, or after.
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void QuietTwoMinutes_ThreadNeverRestsForTwentySeconds(double takesSeconds)
    {
        Run(takesSeconds);

        Rests().ShouldAllBe(rest => rest < EndsAfter - (5 * Second));
        worked.Count.ShouldBeInRange(10, 22);
    }

    [Theory]
    [InlineData(5.9, 0)]
    [InlineData(13, 10)]
    public void RuntimeCollectsByItself_IsNotAskedToAsWell_AndTheThreadNeverRestsForTwentySeconds(double each, int most)
    {
        Run(0.5, each);

        Rests().ShouldAllBe(rest => rest < EndsAfter - (5 * Second));
        asked.ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void Collect_OldGenerationIsLookedThroughInTheBackground()
    {
        long before = GC.GetGCMemoryInfo(GCKind.Background).Index;

        // The first may find no thread yet, which is what this class is for.
        SpinWait.SpinUntil(IsLookedThrough, TimeSpan.FromSeconds(10)).ShouldBeTrue();

        bool IsLookedThrough()
        {
            BackgroundCollector.Collect();
            return GC.GetGCMemoryInfo(GCKind.Background).Index > before;
        }
    }

    [Fact]
    public void OfProcess_BackgroundCollectionsAreOn_IsThere() => BackgroundCollector.OfProcess().ShouldNotBeNull();

    private void Run(double takesSeconds, double runtimeEachSeconds = double.PositiveInfinity)
    {
        BackgroundCollector collector = new(() => worked.Count(end => end <= now), () =>
        {
            asked++;
            worked.Add(now + (long)(takesSeconds * Second));
        });
        double next = runtimeEachSeconds;
        for (; now < 125 * Second; now += Second / 10)
        {
            if (now / (double)Second >= next)
            {
                worked.Add(now);
                next += runtimeEachSeconds;
            }

            collector.Tick(now);
        }
    }

    private IEnumerable<long> Rests() => worked.Order().Zip(worked.Order().Skip(1), (before, after) => after - before);
}
