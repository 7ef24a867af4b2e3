using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Tests.Evidence;

public class WholePoolTests
{
    [Fact]
    public void AllRefuse_IsSaidWithoutDoubt()
    {
        EvidenceItem item = new WholePool().Ask(AllRefuse()).ShouldHaveSingleItem();
        item.Quality.ShouldBe(1);
        item.Text.ShouldContain("all 4 servers");
        item.Text.ShouldContain("refuse connections");
    }

    [Fact]
    public void AllAreSilent_IsSaidWithLessWeight()
    {
        EvidenceItem item = new WholePool().Ask(AllSilent()).ShouldHaveSingleItem();
        item.Quality.ShouldBe(0.7, 0.01);
        item.Text.ShouldContain("say nothing");
    }

    [Fact]
    public void SilentWhileMostRequestsAreRepeats_MayBeDrowning() =>
        new WholePool().Ask(AllSilent().PoolBecomes(Signal.OfferedRetry, 0, 150)).ShouldHaveSingleItem().Quality.ShouldBeLessThan(0.4);

    [Fact]
    public void SilentThoughNothingIsSentToThemAnyMore_DoNotDrown() =>
        new WholePool().Ask(AllSilent().PoolBecomes(Signal.OfferedRetry, 0, 150).PoolBecomes(Signal.Admitted, 100, 0)).ShouldHaveSingleItem().Quality.ShouldBe(0.7, 0.01);

    [Fact]
    public void OneStillAnswers_IsNotSaid() =>
        new WholePool().Ask(AllRefuse().PoolBecomes(Signal.Good, 100, 25).Set(MadeSeries.Server(2), Signal.Good, 25)).ShouldBeEmpty();

    [Fact]
    public void AllAnswerErrors_IsNotSaid() =>
        new WholePool().Ask(AllSilent().ServersBecome(Signal.FailedServerError, 0, 25).PoolBecomes(Signal.FailedServerError, 0, 100)).ShouldBeEmpty();

    /// <summary>As recorded: two connections where four are needed, requests wait in line until their users leave, and servers work for those who have left.</summary>
    [Fact]
    public void UsersLeaveWhileTheyWaitForConnections_IsNotSaid() => new WholePool().Ask(AllSilent().PoolBecomes(Signal.ConnectionWaits, 0, 95)).ShouldBeEmpty();

    [Fact]
    public void SilentServersThatHoldEveryConnection_AreSaid()
    {
        new WholePool().Ask(AllSilent().PoolBecomes(Signal.ConnectionWaits, 0, 95).PoolBecomes(Signal.ProbeFailures, 0, 2)).ShouldHaveSingleItem();
        new WholePool().Ask(AllSilent().PoolBecomes(Signal.ConnectionWaits, 0, 95).Becomes(MadeSeries.Server(2), Signal.Healthy, 1, 0)).ShouldHaveSingleItem();
        new WholePool().Ask(AllSilent().PoolBecomes(Signal.ConnectionWaits, 0, 10)).ShouldHaveSingleItem();
    }

    [Fact]
    public void NobodyAsksAndNoneIsKnownToBeOut_IsNotSaid() => new WholePool().Ask(AllSilent().PoolBecomes(Signal.OfferedFirst, 100, 0)).ShouldBeEmpty();

    [Fact]
    public void AllRefuseAndAreOut_IsSaidInTheNextSecond() => new WholePool().Ask(AllRefuse().PoolBecomes(Signal.ServersTotal, 4, 4), MadeOutage.Onset + 1).ShouldHaveSingleItem().Text.ShouldContain("all 4 servers of pool shop are out");

    [Fact]
    public void AllDiedWithMoreInFlightThanWasRefusedLater_TheyRefuseAllTheSame() => new WholePool().Ask(
        AllRefuse().PoolBecomes(Signal.ServersTotal, 4, 4).OnServers(Signal.FailedRefused, second => second == MadeOutage.Onset ? 2 : 0).OnServers(Signal.FailedReset, second => second == MadeOutage.Onset ? 6 : 0))
        .ShouldHaveSingleItem().Quality.ShouldBe(1);

    [Fact]
    public void AllAreOutAndNobodyAsked_IsSaidAllTheSame()
    {
        MadeSeries idle = MadeOutage.Everyday().ServersBecome(Signal.Healthy, 1, 0).PoolBecomes(Signal.Healthy, 4, 0);
        foreach (Signal signal in (Signal[])[Signal.OfferedFirst, Signal.Admitted, Signal.Good])
        {
            idle.Set(MadeSeries.Pool, signal, 0).OnServers(signal, _ => 0);
        }

        idle.Set(MadeSeries.Pool, Signal.FirstByteMedian, double.NaN).OnServers(Signal.FirstByteMedian, _ => double.NaN).OnServers(Signal.InFlight, _ => 0);
        new WholePool().Ask(idle).ShouldHaveSingleItem().Text.ShouldContain("their health checks fail");
    }

    [Fact]
    public void OneIsStillHealthyAndNobodyAsks_IsNotSaid() =>
        new WholePool().Ask(AllRefuse().PoolBecomes(Signal.Healthy, 4, 1).PoolBecomes(Signal.OfferedFirst, 100, 0)).ShouldBeEmpty();

    internal static MadeSeries AllRefuse() => Gone().ServersBecome(Signal.FailedRefused, 0, 25).PoolBecomes(Signal.FailedRefused, 0, 100).ServersBecome(Signal.Healthy, 1, 0).PoolBecomes(Signal.Healthy, 4, 0);

    internal static MadeSeries AllSilent() => Gone().ServersBecome(Signal.InFlight, 1, 20).PoolBecomes(Signal.ClientGone, 0, 60).PoolBecomes(Signal.ShedWaited, 0, 40);

    private static MadeSeries Gone() => MadeOutage.Everyday().PoolBecomes(Signal.Good, 100, 0).ServersBecome(Signal.Good, 25, 0)
        .PoolBecomes(Signal.FirstByteMedian, 0.05, double.NaN).ServersBecome(Signal.FirstByteMedian, 0.05, double.NaN).PoolBecomes(Signal.Admitted, 100, 30).ServersBecome(Signal.Admitted, 25, 7);
}
