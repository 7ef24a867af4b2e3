using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class AllServersSlowTests
{
    private const int Break = 300;

    [Theory]
    [InlineData(0.007, 3)]
    [InlineData(0.006, 0.054)]
    [InlineData(0.05, 0.2)]
    public void AllBecomeSlow_FiresWithinTenSeconds(double usual, double slow) =>
        new AllServersSlow().FiresAt(With(100, second => second < Break ? usual : slow)).ShouldBeInRange(Break, Break + 10);

    [Fact]
    public void AllBecomeSlowOnAQuietNight_FiresWithinTwentySeconds() =>
        new AllServersSlow().FiresAt(With(3, second => second < Break ? 0.05 : 0.5)).ShouldBeInRange(Break, Break + 20);

    /// <summary>Twice as long is a busier hour, and three times of almost nothing is nothing that anybody feels.</summary>
    [Theory]
    [InlineData(0.05, 0.1)]
    [InlineData(0.002, 0.02)]
    public void LittleSlower_IsQuiet(double usual, double slow) =>
        new AllServersSlow().FiresAt(With(100, second => second < Break ? usual : slow)).ShouldBe(-1);

    [Fact]
    public void StallOfThreeSeconds_IsQuiet() =>
        new AllServersSlow().FiresAt(With(100, second => second is >= Break and < Break + 3 ? 0.3 : 0.05)).ShouldBe(-1);

    /// <summary>A night with few requests, of which some are reports that take two seconds.</summary>
    [Fact]
    public void QuietNightOfFewMixedRequests_IsQuiet()
    {
        SeededRandom random = new(23);
        double[] values = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() < 0.1 ? 2 : 0.05)];
        new AllServersSlow().FiresAt(DetectorProbe.Steady(4000, 2).Set(MadeSeries.Pool, Signal.FirstByteMedian, second => values[second])).ShouldBe(-1);
    }

    [Fact]
    public void CacheThatWarmsAfterTheStart_IsQuiet() =>
        new AllServersSlow().FiresAt(With(100, second => 0.05 + (0.5 * Math.Exp(-second / 20.0)))).ShouldBe(-1);

    /// <summary>No request fails, no more are asked, no server is worse than its neighbours, and users wait thirty times as long.</summary>
    [Fact]
    public void NothingButSlow_IsSuspectedFromItsFirstSecondsOn()
    {
        MadeSeries series = With(100, second => second < Break ? 0.05 : 1.5);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        series.Play(watch, second => watch.State.ShouldBe(second < Break ? DetectionState.Normal : second > Break + 10 ? DetectionState.Suspected : watch.State, $"second {second}"));
        (watch.Current!.Onset - MadeSeries.Start).ShouldBeInRange(Break, Break + 3);
    }

    private static MadeSeries With(double rate, Func<int, double> value)
    {
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, 400).Select(second => value(second) * Math.Exp(0.1 * random.Normal()))];
        MadeSeries series = DetectorProbe.Steady(400, rate).Set(MadeSeries.Pool, Signal.FirstByteMedian, second => values[second]);
        for (int server = 1; server <= 4; server++)
        {
            series.Set(MadeSeries.Server(server), Signal.FirstByteMedian, second => values[second]);
        }

        return series;
    }
}
