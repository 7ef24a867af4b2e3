using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class ConnectionsAtCapTests
{
    [Fact]
    public void EveryConnectionInUseAndRequestsWait_FiresAfterFiveSeconds() =>
        new ConnectionsAtCap().FiresAt(With(connections: 40, waits: second => second >= 20 ? 30 : 0)).ShouldBeInRange(24, 26);

    [Fact]
    public void EveryConnectionInUseAndNobodyWaits_IsQuiet() => new ConnectionsAtCap().FiresAt(With(40, _ => 0)).ShouldBe(-1);

    [Fact]
    public void ManyWaitThoughConnectionsComeAndGo_FiresAfterFiveSeconds() =>
        new ConnectionsAtCap().FiresAt(With(connections: 24, waits: second => second >= 20 ? 30 : 0)).ShouldBeInRange(24, 26);

    [Fact]
    public void LongLineWhileOnlyProbesHaveConnectionsLeft_FiresAfterFiveSeconds() =>
        new ConnectionsAtCap().FiresAt(With(36, _ => 0).Set(MadeSeries.Pool, Signal.Queued, second => second >= 20 ? 50 : 0)).ShouldBeInRange(24, 26);

    [Fact]
    public void LongLineWhileConnectionsAreFree_IsQuiet() =>
        new ConnectionsAtCap().FiresAt(With(30, _ => 0).Set(MadeSeries.Pool, Signal.Queued, second => second >= 20 ? 50 : 0)).ShouldBe(-1);

    [Fact]
    public void FewWaitWhileConnectionsAreFree_AreQuiet() => new ConnectionsAtCap().FiresAt(With(24, _ => 10)).ShouldBe(-1);

    [Fact]
    public void WaitsOfFourSeconds_AreQuiet() => new ConnectionsAtCap().FiresAt(With(40, second => second is >= 20 and < 24 ? 30 : 0)).ShouldBe(-1);

    private static MadeSeries With(double connections, Func<int, double> waits) => DetectorProbe.Steady(60, 100)
        .Set(MadeSeries.Pool, Signal.Connections, connections).Set(MadeSeries.Pool, Signal.ConnectionCap, 40).Set(MadeSeries.Pool, Signal.ConnectionWaits, waits);
}
