using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Impact;

public sealed class ImpactMeterTests
{
    private static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");
    private readonly FakeSeries series = new() { NewestSecond = 1000 };

    public ImpactMeterTests()
    {
        series.Set(Pool, Signal.OfferedFirst, _ => 100);
        series.Set(Pool, Signal.Clients, _ => 100);
    }

    [Fact]
    public void EverythingFails_EverybodyIsHit()
    {
        series.Set(Pool, Signal.FailedNoServer, second => second is >= 500 and < 510 ? 100 : 0);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        (sum.FirstBad, sum.LastBad, sum.BadSeconds).ShouldBe((500, 509, 10));
        sum.UsersShare.ShouldBe(1);
        SeverityRule.Of(sum).ShouldBe(Severity.Sev1);
    }

    [Fact]
    public void RefusedRequests_CountAsFailedOnesDo_ThoseOverAnAgreedRateDoNot()
    {
        series.Set(Pool, Signal.ShedOverload, second => second is >= 500 and < 510 ? 20 : 0);
        series.Set(Pool, Signal.ShedRateLimit, _ => 50);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        (sum.Shed, sum.BadSeconds).ShouldBe((200, 10));
        sum.UsersShare.ShouldBe(0.2, 0.001);
        SeverityRule.Of(sum).ShouldBe(Severity.Sev2);
    }

    [Fact]
    public void OneClientThatIsHeldToItsShare_IsOneUserAndNotEverybody()
    {
        series.Set(Pool, Signal.OfferedFirst, _ => 1000);
        series.Set(Pool, Signal.Clients, _ => 50);
        series.Set(Pool, Signal.TopClientShare, _ => 0.9);
        series.Set(Pool, Signal.ShedFairShare, second => second is >= 500 and < 510 ? 800 : 0);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        (sum.Shed, sum.BadSeconds).ShouldBe((8000, 10));
        sum.UsersShare.ShouldBe(0.02, 0.001);
        sum.PeakShare.ShouldBe(0.02, 0.001);
        SeverityRule.Of(sum).ShouldBe(Severity.Sev3);
    }

    [Fact]
    public void OthersThatAreRefusedBesideIt_AreCountedAsBefore()
    {
        series.Set(Pool, Signal.OfferedFirst, _ => 1000);
        series.Set(Pool, Signal.Clients, _ => 101);
        series.Set(Pool, Signal.TopClientShare, _ => 0.9);
        series.Set(Pool, Signal.ShedFairShare, second => second is >= 500 and < 510 ? 800 : 0);
        series.Set(Pool, Signal.ShedOverload, second => second is >= 500 and < 510 ? 20 : 0);
        ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600).UsersShare.ShouldBe(21 / 101.0, 0.001);
    }

    /// <summary>A quarter of the clients, each of them with all of its ten requests: spread over everybody it would be 94 of 100.</summary>
    [Fact]
    public void SomeClientsWithAllTheirRequests_AreThoseClientsAndNotNearlyEverybody()
    {
        series.Set(Pool, Signal.OfferedFirst, _ => 1000);
        series.Set(Pool, Signal.FailedServerError, second => second is >= 500 and < 510 ? 250 : 0);
        series.Set(Pool, Signal.ClientsHarmed, second => second is >= 500 and < 510 ? 25 : 0);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        sum.UsersShare.ShouldBe(0.25, 0.001);
        sum.PeakShare.ShouldBe(0.25, 0.001);
    }

    /// <summary>A request that timed out in this second came in one of those before.</summary>
    [Fact]
    public void MoreHarmedThanCameInTheSecond_AreAll()
    {
        series.Set(Pool, Signal.FailedFirstByte, second => second is >= 500 and < 510 ? 100 : 0);
        series.Set(Pool, Signal.ClientsHarmed, second => second is >= 500 and < 510 ? 130 : 0);
        ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600).UsersShare.ShouldBe(1);
    }

    [Fact]
    public void OneBadSecondFarFromTheRest_IsNotWhereItBegan()
    {
        series.Set(Pool, Signal.FailedReset, second => second is 420 or (>= 500 and < 510) ? 50 : 0);
        ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600).FirstBad.ShouldBe(500);
    }

    [Fact]
    public void AnswersThatTakeTwiceAsLong_HurtWithoutAFailure()
    {
        series.Set(Pool, Signal.FirstByteMedian, second => second is >= 500 and < 520 ? 0.2 : 0.05);
        ImpactUsual usual = ImpactUsual.Before(series, Pool, 500);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, usual, 400, 600);
        (sum.BadSeconds, sum.SlowSeconds, sum.UsersShare).ShouldBe((20, 20, 0));
        SeverityRule.Of(sum).ShouldBe(Severity.Sev3);
    }

    /// <summary>An unlimited queue fails nobody: its users leave, or get their answer when they no longer want it.</summary>
    [Fact]
    public void ClientsThatLeaveWithoutAnAnswer_AreHit()
    {
        series.Set(Pool, Signal.ClientGone, second => second is >= 500 and < 520 ? 60 : 1);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Before(series, Pool, 500), 400, 600);
        (sum.FirstBad, sum.LastBad, sum.BadSeconds, sum.Failed).ShouldBe((500, 519, 20, 1200));
        sum.UsersShare.ShouldBe(0.6, 0.001);
    }

    [Fact]
    public void ClientsThatLeaveAsUsual_AreNotHit()
    {
        series.Set(Pool, Signal.ClientGone, second => second is >= 500 and < 520 ? 25 : 10);
        ImpactMeter.Measure(series, Pool, ImpactUsual.Before(series, Pool, 500), 400, 600).BadSeconds.ShouldBe(0);
    }

    [Theory]
    [InlineData(80, 0)]
    [InlineData(0, 80)]
    public void MostWaitForAServerOrAConnection_AnswersAreSlow(double waiting, double inLine)
    {
        Wait(waiting, inLine);
        ImpactSum sum = ImpactMeter.Measure(series, Pool, ImpactUsual.Before(series, Pool, 500), 400, 600);
        (sum.FirstBad, sum.BadSeconds, sum.SlowSeconds).ShouldBe((500, 20, 20));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(0, 10)]
    public void FewWait_IsNoHarm(double waiting, double inLine)
    {
        Wait(waiting, inLine);
        ImpactMeter.Measure(series, Pool, ImpactUsual.Before(series, Pool, 500), 400, 600).BadSeconds.ShouldBe(0);
    }

    private void Wait(double waiting, double inLine)
    {
        series.Set(Pool, Signal.FirstByteMedian, _ => 0.05);
        series.Set(Pool, Signal.QueueWaitMedian, second => second is >= 500 and < 520 ? 0.8 : 0.01);
        series.Set(Pool, Signal.ConnectionWaits, second => second is >= 500 and < 520 ? waiting : 1);
        series.Set(Pool, Signal.Queued, second => second is >= 500 and < 520 ? inLine : 0);
    }

    [Fact]
    public void CriticalClass_WeighsMore()
    {
        series.Set(Pool, Signal.FailedReset, second => second is >= 500 and < 510 ? 2 : 0);
        ImpactSum without = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        SeverityRule.Of(without).ShouldBe(Severity.Sev3);
        SeriesSubject critical = new(SubjectKind.Class, "shop/critical");
        series.Set(critical, Signal.OfferedFirst, _ => 10);
        series.Set(critical, Signal.FailedReset, second => second is >= 500 and < 510 ? 2 : 0);
        SeverityRule.Of(ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600)).ShouldBe(Severity.Sev2);
    }

    [Fact]
    public void StretchesAdded_AreTheWhole()
    {
        series.Set(Pool, Signal.FailedReset, second => second is >= 480 and < 560 ? 30 : 0);
        ImpactSum whole = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 600);
        ImpactSum parts = ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 400, 500)
            .Add(ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 501, 540))
            .Add(ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, 541, 600));
        (parts.FirstBad, parts.LastBad, parts.BadSeconds, parts.Failed).ShouldBe((whole.FirstBad, whole.LastBad, whole.BadSeconds, whole.Failed));
        parts.UsersShare.ShouldBe(whole.UsersShare, 1e-9);
    }
}
