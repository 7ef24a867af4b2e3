using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class SaturationImminentTests
{
    [Fact]
    public void SteadyRise_IsForetoldTwoMinutesAhead() => new SaturationImminent().FiresAt(UseProbe.Rising()).ShouldBeInRange(600, 700);

    [Fact]
    public void FullButLevel_IsQuiet() => new SaturationImminent().FiresAt(UseProbe.With(_ => 0.9)).ShouldBe(-1);

    [Fact]
    public void LevelWithAMomentsSpike_IsQuiet() => new SaturationImminent().FiresAt(UseProbe.WithASpike()).ShouldBe(-1);
}
