using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class SaturationNearTests
{
    [Fact]
    public void SteadyRise_IsForetoldMinutesAhead() => new SaturationNear().FiresAt(UseProbe.Rising()).ShouldBeInRange(495, 530);

    [Fact]
    public void FullButLevel_IsQuiet() => new SaturationNear().FiresAt(UseProbe.With(_ => 0.9)).ShouldBe(-1);

    [Fact]
    public void LevelWithAMomentsSpike_IsQuiet() => new SaturationNear().FiresAt(UseProbe.WithASpike()).ShouldBe(-1);
}
