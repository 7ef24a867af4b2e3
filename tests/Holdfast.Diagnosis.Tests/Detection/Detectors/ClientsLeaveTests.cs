using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ClientsLeaveTests
{
    [Fact]
    public void ManyLeave_FiresWithinFourSeconds() => new ClientsLeave().FiresAt(With(second => second < 60 ? 0 : 10)).ShouldBeInRange(60, 64);

    [Fact]
    public void AsManyAsEver_IsQuiet() => new ClientsLeave().FiresAt(With(_ => 2)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> gone) => DetectorProbe.Steady(120, 100).Set(MadeSeries.Pool, Signal.ClientGone, gone);
}
