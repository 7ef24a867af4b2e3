using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ShareAboveWeightTests
{
    [Fact]
    public void OneServerGetsAlmostAll_FiresWithinTwelveSeconds() => new ShareAboveWeight().FiresAt(Crowding(second => second < 30 ? 25 : 91)).ShouldBeInRange(33, 43);

    [Fact]
    public void SurvivorsCarryTheDeadServersPart_IsQuiet()
    {
        MadeSeries series = DetectorProbe.Steady(90, 100);
        for (int dead = 2; dead <= 4; dead++)
        {
            series.Set(MadeSeries.Server(dead), Signal.Healthy, second => second < 30 ? 1 : 0).Set(MadeSeries.Server(dead), Signal.Admitted, second => second < 30 ? 25 : 0);
        }

        new ShareAboveWeight().FiresAt(series.Set(MadeSeries.Server(1), Signal.Admitted, second => second < 30 ? 25 : 100)).ShouldBe(-1);
    }

    [Fact]
    public void TooFewRequestsToTell_IsQuiet() =>
        new ShareAboveWeight().FiresAt(DetectorProbe.Steady(60, 4).Set(MadeSeries.Server(1), Signal.Admitted, 4)).ShouldBe(-1);

    private static MadeSeries Crowding(Func<int, double> first)
    {
        MadeSeries series = DetectorProbe.Steady(90, 100).Set(MadeSeries.Server(1), Signal.Admitted, first);
        for (int other = 2; other <= 4; other++)
        {
            series.Set(MadeSeries.Server(other), Signal.Admitted, second => (100 - first(second)) / 3);
        }

        return series;
    }
}
