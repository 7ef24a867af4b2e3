using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class GatewayProtectsItselfTests
{
    [Fact]
    public void RefusesForItself_FiresWithinFiveSeconds() => FiresAt(Signal.ShedPressure, second => second < 60 ? 0 : 10).ShouldBeInRange(62, 65);

    [Fact]
    public void OneMoment_IsQuiet() => FiresAt(Signal.ShedPressure, second => second == 60 ? 100 : 0).ShouldBe(-1);

    [Fact]
    public void FewOfMany_AreQuiet() => FiresAt(Signal.ShedPressure, second => second % 2).ShouldBe(-1);

    [Fact]
    public void RefusedForWantOfServers_IsQuiet() => FiresAt(Signal.ShedOverload, _ => 50).ShouldBe(-1);

    private static int FiresAt(Signal signal, Func<int, double> refused) =>
        new GatewayProtectsItself().FiresAt(DetectorProbe.Steady(120, 200).Set(MadeSeries.Gateway, signal, refused));
}
