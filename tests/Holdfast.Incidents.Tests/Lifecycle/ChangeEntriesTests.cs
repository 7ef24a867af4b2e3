using Holdfast.Incidents.Timeline;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>Pool shop suffers from second 100 on; what is asked is which changes its timeline has.</summary>
public sealed class ChangeEntriesTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void WhatWasTakenBackBefore_IsNotTold_WhatStillHolds_Is()
    {
        Change(20, ChangeKind.Operator, "server:shop/a", "the server is drained", "serving", "draining");
        Change(30, ChangeKind.Operator, "server:shop/a", "the server is drained no more", "draining", "serving");
        Change(40, ChangeKind.Operator, "gateway", "client 10.0.0.9 is bounded to 5/s", "client 10.0.0.9 free", "client 10.0.0.9 bounded");
        Change(42, ChangeKind.Operator, "gateway", "client 10.0.0.8 is bounded to 5/s", "client 10.0.0.8 free", "client 10.0.0.8 bounded");
        Change(60, ChangeKind.Other, "gateway", "client 10.0.0.9 is bounded no more, its time is over", "client 10.0.0.9 bounded", "client 10.0.0.9 free");
        Change(70, ChangeKind.Protection, "gateway", "the gateway is under pressure", ChangeLog.AdmitsAll, "bulk requests are refused");
        Change(71, ChangeKind.Protection, "gateway", $"{ChangeLog.Eases}, for the moment nothing is refused yet", "bulk requests are refused", "nothing is refused yet");
        Change(72, ChangeKind.Protection, "gateway", "the gateway is out of pressure", "nothing is refused yet", ChangeLog.AdmitsAll);
        Outage();
        Told().ShouldBe(["gateway: client 10.0.0.8 is bounded to 5/s"]);
    }

    [Fact]
    public void WhatWasTakenBackAMomentBefore_MayStillBeFelt()
    {
        Change(80, ChangeKind.Operator, "server:shop/a", "the server is drained", "serving", "draining");
        Change(96, ChangeKind.Operator, "server:shop/a", "the server is drained no more", "draining", "serving");
        Outage();
        Told().ShouldBe(["server:shop/a: the server is drained", "server:shop/a: the server is drained no more"]);
    }

    [Fact]
    public void ServerThatWasOutShortlyBefore_IsTold()
    {
        Change(20, ChangeKind.Health, "server:shop/b", "the server is taken out: connections to it failed", "available", "out");
        Change(60, ChangeKind.Health, "server:shop/b", "the server is available again", "out", "available");
        Outage();
        Told().Length.ShouldBe(2);
    }

    /// <summary>What undid the first drain begins no pair with the second one.</summary>
    [Fact]
    public void DrainedAndUndrainedAndDrained_TheDrainThatHoldsIsTold()
    {
        Change(20, ChangeKind.Operator, "server:shop/a", "the server is drained", "serving", "draining");
        Change(30, ChangeKind.Operator, "server:shop/a", "the server is drained no more", "draining", "serving");
        Change(40, ChangeKind.Operator, "server:shop/a", "the server is drained once more", "serving", "draining");
        Outage();
        Told().ShouldBe(["server:shop/a: the server is drained once more"]);
    }

    [Fact]
    public void DrainedAndUndrainedAndDrainedInIt_BothDrainsAreMitigations()
    {
        Change(110, ChangeKind.Operator, "server:shop/a", "the server is drained", "serving", "draining");
        Change(115, ChangeKind.Operator, "server:shop/a", "the server is drained no more", "draining", "serving");
        Change(120, ChangeKind.Operator, "server:shop/a", "the server is drained once more", "serving", "draining");
        Outage();
        Told(EntryKind.Mitigation).ShouldBe(["server:shop/a: the server is drained", "server:shop/a: the server is drained once more"]);
        Told().ShouldBe(["server:shop/a: the server is drained no more"]);
    }

    [Fact]
    public void WhatConcernsAnotherPool_IsNotTold()
    {
        Change(90, ChangeKind.Deployment, "pool:search", "version 7");
        Change(91, ChangeKind.Deployment, "pool:shop", "version 8");
        Change(92, ChangeKind.Health, "server:search/a", "the server is taken out: its probes failed", "available", "out");
        Change(93, ChangeKind.Configuration, "gateway", "configuration revision 2", null, "b");
        Change(110, ChangeKind.Protection, "pool:search", "the gateway began to refuse bulk requests", ChangeLog.AdmitsAll, "refuses");
        Outage();
        Told().ShouldBe(["pool:shop: version 8", "gateway: configuration revision 2"]);
    }

    [Fact]
    public void ProtectionOfAProcessThatWasKilled_EndedWithIt()
    {
        Change(20, ChangeKind.Protection, "pool:shop", "the gateway began to refuse bulk requests", ChangeLog.AdmitsAll, "refuses");
        Change(40, ChangeKind.Restart, "gateway", "the gateway started after a gap of 12 s");
        Outage();
        Told().ShouldBe(["gateway: the gateway started after a gap of 12 s"]);
    }

    [Fact]
    public void RouteOfAnotherPool_IsNotTold_OneThatNobodyKnowsIs()
    {
        bench.Routes.Note(bench.Clock.UtcNow, [("/find", "search"), ("/buy", "shop")]);
        Change(90, ChangeKind.Operator, "route:/find", "client 10.0.0.9 is bounded to 5/s");
        Change(91, ChangeKind.Operator, "route:/buy", "client 10.0.0.9 is bounded to 6/s");
        Change(92, ChangeKind.Operator, "route:/new", "client 10.0.0.9 is bounded to 7/s");
        Change(110, ChangeKind.Protection, "route:/find", "the gateway began to hold the route to 20 %", ChangeLog.AdmitsAll, "refuses");
        Change(111, ChangeKind.Protection, "route:/buy", "the gateway began to hold the route to 30 %", ChangeLog.AdmitsAll, "refuses");
        Outage();
        Told().ShouldBe(["route:/buy: client 10.0.0.9 is bounded to 6/s", "route:/new: client 10.0.0.9 is bounded to 7/s"]);
        Told(EntryKind.Mitigation).ShouldBe(["route:/buy: the gateway began to hold the route to 30 %"]);
        bench.Only.Steps.Select(step => step.Get("poolOfRoute")).ShouldContain("shop");
    }

    /// <summary>What ended with a reload is recorded up to a second after it.</summary>
    [Fact]
    public void RouteThatAReloadMoved_WhatEndedWithIt_IsOfThePoolThatItWasIn()
    {
        bench.Routes.Note(bench.Clock.UtcNow, [("/buy", "search"), ("/pay", "shop")]);
        Change(110, ChangeKind.Protection, "route:/buy", "the gateway refuses nothing of the route any more", "refuses", ChangeLog.AdmitsAll, pool: "shop");
        Change(111, ChangeKind.Protection, "route:/pay", "the gateway refuses nothing of the route any more", "refuses", ChangeLog.AdmitsAll, pool: "search");
        Outage();
        Told().ShouldBe(["route:/buy: the gateway refuses nothing of the route any more"]);
        bench.Only.Of(EntryKind.Change).Select(entry => entry.Get("poolOfRoute")).ShouldContain("shop");
    }

    [Fact]
    public void TakingBackWhatWasDoneInIt_IsNoMitigation()
    {
        Change(110, ChangeKind.Limit, "server:shop/a", "the limit is fixed at 8", "measured", "fixed at 8");
        Change(112, ChangeKind.Protection, "gateway", "the gateway is under pressure", ChangeLog.AdmitsAll, "bulk requests are refused");
        Change(114, ChangeKind.Protection, "gateway", $"{ChangeLog.Eases}: for the moment nothing is refused yet", "bulk requests are refused", "nothing is refused yet");
        Change(116, ChangeKind.Limit, "server:shop/a", "the limit follows what is measured again", "fixed at 8", "measured");
        Outage();
        Told(EntryKind.Mitigation).ShouldBe(["server:shop/a: the limit is fixed at 8", "gateway: the gateway is under pressure"]);
        Told().ShouldBe([$"gateway: {ChangeLog.Eases}: for the moment nothing is refused yet", "server:shop/a: the limit follows what is measured again"]);
    }

    [Fact]
    public void TakingBackWhatWasDoneBefore_IsAMitigation()
    {
        Change(90, ChangeKind.Configuration, "gateway", "configuration revision 2: weight from 100 to 0", "a", "b");
        Change(120, ChangeKind.Configuration, "gateway", "configuration revision 3: weight from 0 to 100", "b", "a");
        Outage();
        Told(EntryKind.Mitigation).ShouldBe(["gateway: configuration revision 3: weight from 0 to 100"]);
    }

    private void Outage()
    {
        bench.Run(100);
        bench.Outage(seconds: 60);
    }

    private string[] Told(EntryKind kind = EntryKind.Change) => [.. bench.Only.Of(kind).Where(entry => entry.Get("change") is not null).Select(entry => entry.Text)];

    private void Change(int at, ChangeKind kind, string subject, string what, string? before = null, string? after = null, string? pool = null)
    {
        Action? others = bench.EachSecond;
        bench.EachSecond = () =>
        {
            others?.Invoke();
            if (bench.Second == Bench.Start + at)
            {
                bench.Changes.Add(kind, subject, what, kind == ChangeKind.Limit ? "api: anna" : "gateway", before, after, pool: pool);
            }
        };
    }
}
