using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ConnectionsBreakTests
{
    [Fact]
    public void OneInTwoSecondsIsReset_FiresWithinTwelveSeconds() => new ConnectionsBreak().FiresAt(With(second => second >= 60 && second % 2 == 0 ? 1 : 0)).ShouldBeInRange(66, 72);

    [Fact]
    public void FourInAll_AreQuiet() => new ConnectionsBreak().FiresAt(With(second => second is 70 or 74 or 78 or 82 ? 1 : 0)).ShouldBe(-1);

    [Fact]
    public void AsManyAsEver_AreQuiet() => new ConnectionsBreak().FiresAt(With(second => second % 30 == 0 ? 1 : 0)).ShouldBe(-1);

    private static MadeSeries With(Func<int, double> broken) => DetectorProbe.Steady(300, 100).Set(MadeSeries.Server(1), Signal.FailedReset, broken);
}
