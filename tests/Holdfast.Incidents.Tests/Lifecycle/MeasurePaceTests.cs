using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>How old the figures may be that somebody reads in the middle of it.</summary>
public sealed class MeasurePaceTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    /// <summary>As recorded: 20 s into a crowd that nearly half of the users were refused in, the figures were those of its first second, because the doubt before it was three minutes old.</summary>
    [Fact]
    public void AfterAnOldDoubt_TheStepsBeginAnewWithTheDeclaration()
    {
        Doubt();
        bench.Break(1000, 0.6);
        bench.Run(4);
        bench.DeclareSuspicion();
        for (int second = 0; second < 30; second++)
        {
            bench.Run(1);
            Age().ShouldBeLessThanOrEqualTo(6 + (second / 2), $"{second} s after the declaration");
        }

        bench.Run(200);
        Impacts()[^1].ShouldSatisfyAllConditions(last => (last.Number("to") - last.Number("from")).ShouldBeGreaterThanOrEqualTo(28, "later they grow as ever"));
    }

    [Fact]
    public void HarmThatIsTwiceAsMuchAsEverBefore_IsMeasuredAtOnce_AndInShortStepsAgain()
    {
        Doubt();
        bench.Run(2);
        bench.DeclareSuspicion();
        bench.Break(400, 0.05);
        bench.Run(200);
        int before = Impacts().Length;
        bench.Run(200);
        bench.Break(1000, 0.5);
        bench.Run(8);
        (Impacts().Length - before).ShouldBeInRange(7, 10);
        Age().ShouldBeLessThanOrEqualTo(6);
        bench.Only.Impact.PeakShare.ShouldBeGreaterThan(0.5);
        int grown = Impacts().Length;
        bench.Run(20);
        (Impacts().Length - grown).ShouldBeInRange(2, 4);
    }

    [Fact]
    public void HarmThatGoesUpAndDown_IsNotWrittenDownEachTime()
    {
        bench.Run(100);
        for (int wave = 0; wave < 60; wave++)
        {
            bench.Break(5, 0.5);
            bench.Run(5);
            if (wave == 0)
            {
                bench.Declare();
            }

            bench.Break(5, 0.02);
            bench.Run(5);
        }

        Impacts().Length.ShouldBeLessThan(40);
    }

    private double Age() => bench.Second - Impacts()[^1].Number("to");

    private TimelineEntry[] Impacts() => [.. bench.Only.Of(EntryKind.Impact)];

    private void Doubt()
    {
        bench.Run(100);
        bench.Break(5, 0.02);
        bench.Run(3);
        bench.Suspect();
        bench.Run(180);
    }
}
