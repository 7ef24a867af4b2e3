using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ColdStartTests
{
    [Fact]
    public void ServerIsBackAndSlow_IsCold() => new ColdStart().Ask(Back(0.25)).ShouldHaveSingleItem().Sign.ShouldBe(Sign.BackAndCold);

    [Fact]
    public void ServerIsBackAndAsFastAsBefore_IsNot() => new ColdStart().Ask(Back(0.05)).ShouldBeEmpty();

    [Fact]
    public void ConnectionsAreGoneAndOpenLate_AreCold() => new ColdStart().Ask(Connections(5, 0.2)).ShouldHaveSingleItem().Sign.ShouldBe(Sign.ConnectionsCold);

    [Fact]
    public void ConnectionsAreGoneAndOpenAtOnce_AreNot() => new ColdStart().Ask(Connections(5, 0.002)).ShouldBeEmpty();

    [Fact]
    public void SomebodyLoweredTheirBound_AreNot() => new ColdStart().Ask(Connections(5, 0.2).PoolBecomes(Signal.ConnectionCap, 100, 5)).ShouldBeEmpty();

    private static MadeSeries Back(double firstByte) => MadeOutage.Everyday()
        .Set(MadeSeries.Server(2), Signal.Healthy, second => second is >= MadeOutage.Onset + 2 and < MadeOutage.Onset + 15 ? 0 : 1).Becomes(MadeSeries.Server(2), Signal.FirstByteMedian, 0.05, firstByte);

    private static MadeSeries Connections(double open, double seconds) => MadeOutage.Everyday().PoolBecomes(Signal.Connections, 20, open).PoolBecomes(Signal.ConnectMedian, 0.002, seconds);
}
