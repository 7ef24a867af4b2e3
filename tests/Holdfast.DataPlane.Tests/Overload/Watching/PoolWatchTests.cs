using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

public sealed class PoolWatchTests
{
    private const long Tick = 100_000_000;
    private readonly ServerState server = new("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, new ServerChanges());
    private readonly PoolWatch watch = new("shop");
    private readonly OverloadNotices notices = new();
    private long now;

    [Fact]
    public void Surge_IsTold_AtItsBeginningAndItsEnd()
    {
        PoolControl control = NewControl();
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        OverloadNotice began = notices.TakeAll().ShouldHaveSingleItem();
        began.Level.ShouldBe(EventLevel.Warning);
        began.Message.ShouldStartWith("pool shop sheds requests: 10000/s are offered and it can serve ");
        ProtectionStep first = began.Step.ShouldNotBeNull();
        first.Subject.ToString().ShouldBe("pool:shop");
        first.What.ShouldStartWith("the gateway began to refuse ");
        first.What.ShouldContain(": 10000/s are offered and ");

        Run(control, ticks: 100, arriving: 10, shed: 0);
        OverloadNotice ended = notices.TakeAll().ShouldHaveSingleItem();
        ended.Level.ShouldBe(EventLevel.Information);
        ended.Message.ShouldStartWith("pool shop sheds no more: 27000 requests were shed in 4 s, at most 10000/s were offered");
        ended.Fields.ShouldContain(("shed", "27000"));
        ended.Step.ShouldNotBeNull().What.ShouldBe("the gateway refuses no more: 27000 requests were refused in 4 s");
        (first.Before, first.After).ShouldBe((ended.Step.After, ended.Step.Before));
    }

    /// <summary>Nobody looks at a column of percentages in an hour of need.</summary>
    [Fact]
    public void CriticalRequestsAreRefusedLater_IsToldOnce()
    {
        PoolControl control = NewControl();
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        notices.TakeAll().ShouldHaveSingleItem().Step!.What.ShouldNotContain("critical");

        Run(control, ticks: 30, arriving: 1000, shed: 500, RequestClass.Critical);
        notices.TakeAll().ShouldHaveSingleItem().Message.ShouldStartWith("pool shop refuses critical requests, too; it can serve ");
    }

    /// <summary>Of whom nobody asks, nobody is refused: bulk, best-effort, default and critical are the order of the shares.</summary>
    [Fact]
    public void ThresholdLetsCriticalRequestsInAlone_OnlyTheClassesThatAskAreSaidToBeRefused()
    {
        AdmissionThreshold threshold = AdmissionThreshold.Of(AdmissionKey.Cohorts, 0);
        double[] admitted = [1, 1, 1, 1];
        admitted[(int)RequestClass.Default] = 0.2;
        PoolWatch.Refused(threshold, admitted).ShouldBe("default requests");
        admitted[(int)RequestClass.Bulk] = 0;
        PoolWatch.Refused(threshold, admitted).ShouldBe("bulk and default requests");
        PoolWatch.Refused(AdmissionThreshold.All, admitted).ShouldBe("requests that had waited too long");
    }

    [Fact]
    public void SurgeDuringWhichTheBoundsChange_IsCountedToItsEnd()
    {
        Run(NewControl(), ticks: 20, arriving: 1000, shed: 900);
        PoolControl renewed = NewControl();
        Run(renewed, ticks: 20, arriving: 1000, shed: 900);
        Run(renewed, ticks: 100, arriving: 10, shed: 0);
        notices.TakeAll()[^1].Fields.ShouldContain(("shed", "36000"));
    }

    [Fact]
    public void FixedLimit_IsCountedAsAChange()
    {
        PoolControl control = NewControl();
        Run(control, ticks: 1, arriving: 1, shed: 0);
        control.Find(server)!.Fixed = 7;
        Run(control, ticks: 2, arriving: 1, shed: 0);
        watch.ChangesOf(server).ShouldBe([("fixed", 1L)]);
    }

    [Fact]
    public void LogThatNobodyReads_HoldsABoundedNumber()
    {
        Fill();
        notices.TakeAll().Count.ShouldBe(128);
        notices.TakeAll().ShouldBeEmpty();
    }

    /// <summary>Whoever has read that it began waits for the end: an incident's timeline does.</summary>
    [Fact]
    public void ListIsFullWhenASurgeEnds_TheEndIsToldAsSoonAsThereIsRoom()
    {
        PoolControl control = NewControl();
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        notices.TakeAll().ShouldHaveSingleItem();
        Fill();
        Run(control, ticks: 100, arriving: 10, shed: 0);
        notices.TakeAll().ShouldAllBe(notice => notice.Kind == "limit");
        Run(control, ticks: 2, arriving: 10, shed: 0);
        notices.TakeAll().ShouldHaveSingleItem().Step!.After.ShouldBe(ChangeLog.AdmitsAll);
    }

    [Fact]
    public void ListIsFullBetweenTwoSurges_ForWhoReadsItIsOne()
    {
        PoolControl control = NewControl();
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        Fill();
        Run(control, ticks: 100, arriving: 10, shed: 0);
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        notices.TakeAll().Count(notice => notice.Kind == "shedding").ShouldBe(1);
        Run(control, ticks: 100, arriving: 10, shed: 0);
        notices.TakeAll().ShouldHaveSingleItem().Step!.After.ShouldBe(ChangeLog.AdmitsAll);
    }

    [Fact]
    public void ListIsFullWhenASurgeBegins_NothingIsToldOfItsEnd()
    {
        PoolControl control = NewControl();
        Fill();
        Run(control, ticks: 30, arriving: 1000, shed: 900);
        notices.TakeAll().ShouldAllBe(notice => notice.Kind == "limit");
        Run(control, ticks: 100, arriving: 10, shed: 0);
        notices.TakeAll().ShouldBeEmpty();
    }

    private void Fill()
    {
        for (int i = 0; i < 1000; i++)
        {
            notices.Add(new OverloadNotice(EventLevel.Warning, "limit", $"{i}", []));
        }
    }

    private PoolControl NewControl() => new(LimitSettings.Default, workers: 1, [server], now);

    private void Run(PoolControl control, int ticks, int arriving, int shed, RequestClass requestClass = RequestClass.Default)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            now += Tick;
            for (int i = 0; i < arriving; i++)
            {
                control.SamplesOf(0).RecordArrival(AdmissionKey.Of(requestClass, i % AdmissionKey.Cohorts));
            }

            for (int i = 0; i < shed; i++)
            {
                control.SamplesOf(0).RecordShed(requestClass);
            }

            control.Tick(now, default);
            watch.Tick(control, now, notices);
        }
    }
}
