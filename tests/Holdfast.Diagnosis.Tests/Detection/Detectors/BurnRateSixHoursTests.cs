using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class BurnRateSixHoursTests
{
    [Fact]
    public void OnePercentForHours_Fires() => new BurnRateSixHours().FiresAt(BurnRateProbe.Failing(22_000, second => second >= 1000 ? 0.01 : 0)).ShouldBeInRange(12_000, 21_000);

    [Fact]
    public void AllowedErrors_AreQuiet() => new BurnRateSixHours().FiresAt(BurnRateProbe.Failing(10_000, _ => 0.001)).ShouldBe(-1);

    [Fact]
    public void HarmEndedAndNobodyAsksAnyMore_IsOverWithinSeconds() => BurnRateProbe.EndsSoonAfterTheLoad(new BurnRateSixHours());
}
