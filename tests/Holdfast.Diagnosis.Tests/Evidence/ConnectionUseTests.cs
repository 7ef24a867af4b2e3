using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class ConnectionUseTests
{
    [Fact]
    public void EveryConnectionInUseAndRequestsWait_IsSaid()
    {
        EvidenceItem item = new ConnectionUse().Ask(With(open: 40, waits: 5)).ShouldHaveSingleItem();
        (item.Sign, item.Quality).ShouldBe((Sign.ConnectionsAtCap, 1));
        item.Text.ShouldBe("40 of 40 connections are in use and 5.0 requests/s wait for one");
    }

    /// <summary>Whose clients leave are closed and opened again: the count at the end of a second is below the bound, and nearly everybody waits.</summary>
    [Fact]
    public void MostRequestsWait_IsSaidWhateverIsOpenAtTheEndOfASecond() =>
        new ConnectionUse().Ask(With(open: 24, waits: 95)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(item => item.Sign.ShouldBe(Sign.ConnectionsAtCap), item => item.Quality.ShouldBe(1));

    /// <summary>As recorded: two connections to each of four servers, one of them for probes, and two seconds' worth of requests in line.</summary>
    [Fact]
    public void RequestsWaitInLineForServersWithoutAFreeConnection_IsSaid()
    {
        EvidenceItem item = new ConnectionUse().Ask(InLine(open: 4, queued: 200)).ShouldHaveSingleItem();
        (item.Sign, item.Quality).ShouldBe((Sign.ConnectionsAtCap, 1));
        item.Text.ShouldBe("4.0 of 8.0 connections are in use, one of each server is kept for its probes, and 200 requests wait in line");
    }

    [Fact]
    public void LineBeforeServersThatHaveConnectionsLeft_IsNotSaid() => new ConnectionUse().Ask(InLine(open: 2, queued: 200)).ShouldNotContain(item => item.Sign == Sign.ConnectionsAtCap);

    [Fact]
    public void ShortLine_IsNotSaid() => new ConnectionUse().Ask(InLine(open: 4, queued: 10)).ShouldNotContain(item => item.Sign == Sign.ConnectionsAtCap);

    [Fact]
    public void FewWaitForAMoment_IsNotSaid() => new ConnectionUse().Ask(With(open: 24, waits: 5)).ShouldBeEmpty();

    [Fact]
    public void NobodyWaits_ConnectionsAreFree() => new ConnectionUse().Ask(With(open: 24, waits: 0)).ShouldHaveSingleItem().Sign.ShouldBe(Sign.ConnectionsFree);

    [Fact]
    public void NoBound_SaysNothing() => new ConnectionUse().Ask(With(open: 24, waits: 95).PoolBecomes(Signal.ConnectionCap, double.NaN, double.NaN)).ShouldBeEmpty();

    private static MadeSeries InLine(double open, double queued) => With(open, waits: 0).PoolBecomes(Signal.ConnectionCap, 8, 8).PoolBecomes(Signal.Queued, 0, queued);

    private static MadeSeries With(double open, double waits) =>
        MadeOutage.Everyday().PoolBecomes(Signal.Connections, 20, open).PoolBecomes(Signal.ConnectionCap, 40, 40).PoolBecomes(Signal.ConnectionWaits, 0, waits);
}
