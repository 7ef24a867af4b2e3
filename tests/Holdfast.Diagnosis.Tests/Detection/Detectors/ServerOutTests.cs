using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ServerOutTests
{
    [Fact]
    public void ServerGoesOut_FiresInThatSecond() => new ServerOut().FiresAt(With(second => second < 40 ? 1 : 0)).ShouldBe(40);

    [Fact]
    public void ServerGoesOutSoonAfterTheStart_Fires() => new ServerOut().FiresAt(With(second => second < 3 ? 1 : 0)).ShouldBe(3);

    [Fact]
    public void ServerThatIsStarted_IsQuiet() => new ServerOut().FiresAt(With(second => second < 40 ? 0 : 1)).ShouldBe(-1);

    [Fact]
    public void ServerOutForHours_IsQuiet() => new ServerOut().FiresAt(With(_ => 0)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> healthy) => DetectorProbe.Steady(120, 100).Set(MadeSeries.Server(2), Signal.Healthy, healthy);
}
