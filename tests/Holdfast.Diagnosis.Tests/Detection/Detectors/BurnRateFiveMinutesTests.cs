using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class BurnRateFiveMinutesTests
{
    [Fact]
    public void FivePercent_Fires() => (new BurnRateFiveMinutes().FiresAt(BurnRateProbe.Failing(700, second => second >= 300 ? 0.05 : 0)) - 300).ShouldBeInRange(240, 290);

    [Fact]
    public void AllowedErrors_AreQuiet() => new BurnRateFiveMinutes().FiresAt(BurnRateProbe.Failing(10_000, _ => 0.001)).ShouldBe(-1);
}
