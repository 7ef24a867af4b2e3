using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class NoHealthyServerTests
{
    [Fact]
    public void LastServerDies_FiresWithinTwoSeconds() => new NoHealthyServer().FiresAt(WithHealthy(second => second < 20 ? 1 : 0)).ShouldBeInRange(20, 21);

    [Fact]
    public void OneServerLeft_IsQuiet() => new NoHealthyServer().FiresAt(WithHealthy(_ => 1)).ShouldBe(-1);

    [Fact]
    public void PoolWithoutServers_IsQuiet() =>
        new NoHealthyServer().FiresAt(new MadeSeries(40).Set(MadeSeries.Pool, Signal.Healthy, 0).Set(MadeSeries.Pool, Signal.ServersTotal, 0)).ShouldBe(-1);

    private static MadeSeries WithHealthy(Func<int, double> healthy) =>
        new MadeSeries(40).Set(MadeSeries.Pool, Signal.Healthy, healthy).Set(MadeSeries.Pool, Signal.ServersTotal, 4);
}
