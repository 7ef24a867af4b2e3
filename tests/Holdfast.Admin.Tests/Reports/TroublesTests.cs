namespace Holdfast.Admin.Tests;

public class TroublesTests
{
    private static readonly ServerReport Well = new("a", "10.0.0.1:80", 100, "healthy", null, 1, 100, 0) { Limit = 20 };

    [Fact]
    public void GatewayThatIsWell_HasNone() => Of(Shop).ShouldBeEmpty();

    [Fact]
    public void SheddingPool_IsAnError_WithItsFigures() =>
        Of(Shop with { OfferedPerSecond = 8020, Capacity = 812, Shed = [new("shed_overload", 7190, 70_000), new("shed_waited", 10, 20)] })
            .ShouldHaveSingleItem().ShouldBe(new(TroubleReport.Error, "shedding", "shop", null, "pool shop sheds 7,200 requests/s while 8,020/s are offered, it can serve 812/s"));

    /// <summary>A column of percentages is not read in an hour of need.</summary>
    [Theory]
    [InlineData(0.583, true)]
    [InlineData(1.0, false)]
    [InlineData(null, false)]
    public void CriticalRequestsThatAreRefused_AreAnErrorOfTheirOwn(double? admitted, bool isSaid)
    {
        IReadOnlyList<TroubleReport> troubles = Of(Shop with { Shed = [new("shed_overload", 400, 4800)], Classes = [new("critical", 13, null, admitted), new("default", 0, null, 0)] });
        troubles.Any(one => one.Text == "pool shop refuses critical requests, too: 58 % of them get in").ShouldBe(isSaid);
        troubles.Count.ShouldBe(isSaid ? 2 : 1);
    }

    [Fact]
    public void WhatARoutesShareCosts_IsNotBlamedOnThePoolsCapacity() =>
        Of(Shop with { OfferedPerSecond = 639, Capacity = 328, Shed = [new("shed_overload", 3, 70), new("shed_bulkhead", 213, 900)], Bulkheads = [new("/reports", 0.3, 24, 24, 11, 230, 1804, 900), new("/search", 0.3, 24, 3, 0, 1, 0, 0)] })
            .ShouldHaveSingleItem().Text.ShouldBe("pool shop sheds 216 requests/s while 639/s are offered, it can serve 328/s (213/s of them held back by the maximumShare of /reports)");

    [Fact]
    public void RateLimitThatWorks_IsNoTrouble() => Of(Shop with { Shed = [new("shed_rate_limit", 100, 100)] }).ShouldBeEmpty();

    [Fact]
    public void GatewayUnderPressure_SaysOfWhat_AndNoPoolIsBlamed()
    {
        GatewayStateReport state = State(Shop with { Shed = [new("shed_pressure", 100, 100)] }) with
        {
            Pressure = new(0.91, "descriptors", 3, "best-effort and bulk requests are refused", new Dictionary<string, double>()),
        };
        Troubles.Of(state).ShouldHaveSingleItem().Text.ShouldBe("the gateway itself is under pressure, descriptors at 91 %: best-effort and bulk requests are refused");
        Troubles.Of(state with { Pressure = state.Pressure with { Step = 0 } }).ShouldBeEmpty();
    }

    [Fact]
    public void GatewayThatTakesNoMoreClients_SaysSo_AndOneThatIsOnlyFullDoesNot()
    {
        Troubles.Of(State(Shop) with { Clients = new(222, 222, 12) }).ShouldHaveSingleItem().Text
            .ShouldBe("no client more is taken in, there are 222 of 222: 12 connections/s are refused; raise limits.maximumClients or the limit of open files");
        Troubles.Of(State(Shop) with { Clients = new(222, 222, 0) }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("declared", "declared at 10:00:07 UTC, began 09:58:23: 94 % were refused (holdfast why)")]
    [InlineData("suspected", "suspected at 09:58:24 UTC, began 09:58:23: 94 % were refused (holdfast why)")]
    public void DetectionThatSeesSomething_IsToldWithTheTimeOfItsState(string state, string text)
    {
        DateTimeOffset declared = new(2030, 1, 1, 10, 0, 7, TimeSpan.Zero);
        DetectionReport seen = new(state, declared.AddSeconds(-104), "surge", "94 % were refused") { SuspectedAt = declared.AddSeconds(-103), DeclaredAt = declared };
        Troubles.Of(State() with { Detection = seen }).ShouldHaveSingleItem().Text.ShouldBe(text);
    }

    [Fact]
    public void PoolThatShedOnce_IsWell() => Of(Shop with { Shed = [new("shed_overload", 0, 70_000)] }).ShouldBeEmpty();

    [Fact]
    public void ServerThatIsOut_IsAnError_WithTheReason() =>
        Of(Shop with { Servers = [Well, Well with { Name = "b", Health = "ejected", Reason = "its probes failed" }] })
            .ShouldHaveSingleItem().ShouldBe(new(TroubleReport.Error, "server_out", "shop", "b", "server b of pool shop is out: its probes failed"));

    [Fact]
    public void PoolWithoutAServer_IsAnError() =>
        Of(Shop with { Servers = [Well with { Health = "ejected", Reason = "its probes failed" }] }).Select(trouble => trouble.Kind).ShouldBe(["no_server", "server_out"]);

    /// <summary>Every request is answered 503 while the status shows a healthy server.</summary>
    [Fact]
    public void StandbyOfWeightZero_IsNoServerForRequests_AndIsNamed() =>
        Of(Shop with { Servers = [Well with { Health = "ejected", Reason = "its probes failed" }, Well with { Name = "b", Weight = 0 }] })[0]
            .ShouldBe(new(TroubleReport.Error, "no_server", "shop", null, "pool shop has no server that takes new requests: b is healthy but has weight 0; give it a weight in the configuration (holdfast reload)"));

    [Theory]
    [InlineData(2, ": b0, b1 are healthy but have weight 0; give them a weight in the configuration (holdfast reload)")]
    [InlineData(4, ": b0 and 3 more are healthy but have weight 0; give them a weight in the configuration (holdfast reload)")]
    public void SeveralStandbysOfWeightZero_AreNamedWhileTheyAreFew(int count, string expected) =>
        Of(Shop with { Servers = [Well with { Health = "draining" }, .. Enumerable.Range(0, count).Select(index => Well with { Name = $"b{index}", Weight = 0 })] })[0].Text.ShouldEndWith(expected);

    [Fact]
    public void StandbyBesideAServerThatWorks_IsWell() => Of(Shop with { Servers = [Well, Well with { Name = "b", Weight = 0 }] }).ShouldBeEmpty();

    [Fact]
    public void PoolWhoseServersAreDrainedOrOut_HasNone_AndSaysHowToUndoIt()
    {
        IReadOnlyList<TroubleReport> troubles = Of(Shop with { Servers = [Well with { Health = "ejected", Reason = "its probes failed" }, Well with { Name = "b", Health = "draining" }] });
        troubles.Select(trouble => trouble.Kind).ShouldBe(["no_server", "server_out", "server_drained"]);
        troubles[0].Text.ShouldBe("pool shop has no server that takes new requests");
        troubles[2].Text.ShouldEndWith("(holdfast drain shop b --undo)");
    }

    [Fact]
    public void ServerThatDrains_IsAWarning_WithWhatItStillHas() =>
        Of(Shop with { Servers = [Well, Well with { Name = "b", Health = "draining", Reason = "an operator drains it", InFlight = 3 }] })
            .ShouldHaveSingleItem().ShouldBe(new(TroubleReport.Warning, "server_drained", "shop", "b", "server b of pool shop is drained by an operator: 3 requests and 0 sessions go on (holdfast drain shop b --undo)"));

    [Fact]
    public void BoundedClient_IsAWarning() =>
        Troubles.Of(State(Shop) with { Throttles = [new ThrottleReport("10.0.0.9", "/x", "5/s", 95, false, "api: anna", 10, 1_190)] })
            .ShouldHaveSingleItem().Text.ShouldBe("client 10.0.0.9 is bounded to 5/s on route /x by api: anna, for 95 s more: 1,190 of 1,200 requests were refused (holdfast throttle 10.0.0.9 --route '/x' --undo)");

    [Theory]
    [InlineData(0, false, ": 1 of 1 request was refused (")]
    [InlineData(0, true, ": 1 of 1 request would have been refused (")]
    [InlineData(1, false, ": 1 of 2 requests were refused (")]
    public void OneRequestOfABoundedClient_IsOneRequest(long allowed, bool isDryRun, string expected) =>
        Troubles.Of(State(Shop) with { Throttles = [new ThrottleReport("10.0.0.9", null, "5/s", 95, isDryRun, "api", allowed, 1)] }).ShouldHaveSingleItem().Text.ShouldContain(expected);

    [Theory]
    [InlineData(7.2, "for 8 s more")]
    [InlineData(3_000, "for 50 min more")]
    public void BoundThatEndsSoon_IsToldInSeconds(double seconds, string expected) =>
        Troubles.Of(State(Shop) with { Throttles = [new ThrottleReport("10.0.0.9", null, "5/s", seconds, false, "api", 0, 0)] }).ShouldHaveSingleItem().Text.ShouldContain(expected);

    [Fact]
    public void ProtectionThatIsOffForOnePool_NamesIt() =>
        Of(Shop, Shop with { Name = "old", Protection = "off" }).ShouldHaveSingleItem()
            .ShouldBe(new(TroubleReport.Warning, "protection_off", "old", null, "OVERLOAD PROTECTION IS OFF for pool old: its servers have no limits, its queue no end"));

    [Fact]
    public void ProtectionThatIsOffForAll_IsSaidOnce() =>
        Of(Shop with { Protection = "off" }, Shop with { Name = "old", Protection = "off" }).ShouldHaveSingleItem().Text.ShouldStartWith("OVERLOAD PROTECTION IS OFF for the whole gateway");

    [Fact]
    public void FixedLimitAndServerThatReturns_AreWarnings() =>
        Of(Shop with { Servers = [Well with { LimitFixed = true, RestoredShare = 0.3 }] }).Select(trouble => (trouble.Severity, trouble.Kind))
            .ShouldBe([(TroubleReport.Warning, "server_returns"), (TroubleReport.Warning, "limit_fixed")]);

    [Fact]
    public void FixedLimit_NamesWhatTakesItBack() =>
        Of(Shop with { Servers = [Well with { Name = "my server", LimitFixed = true }] }).ShouldHaveSingleItem().Text
            .ShouldBe("the limit of server my server of pool shop is fixed at 20 by an operator (holdfast limit shop 'my server' auto)");

    [Fact]
    public void OneRequestThatGoesOnADrainedServer_IsOne() =>
        Of(Shop with { Servers = [Well, Well with { Name = "b", Health = "draining", InFlight = 1, Sessions = 1 }] }).ShouldHaveSingleItem().Text.ShouldContain(": 1 request and 1 session go on (");

    [Fact]
    public void StoreOfIncidentsThatFills_IsAWarning() =>
        Troubles.Of(State(Shop) with { IncidentStoreUsed = 0.839 }).ShouldHaveSingleItem().Text.ShouldStartWith("the store of incidents is 83 % full");

    [Fact]
    public void MessagesThatNobodyHears_AreAnError_TheFirstOneInFull() =>
        Troubles.Of(State(Shop) with { MessagesUndelivered = ["anna cannot be told of incident 1", "ben cannot be told of incident 1"] }).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Severity.ShouldBe(TroubleReport.Error), one => one.Text.ShouldBe("anna cannot be told of incident 1; and 1 more"));

    [Fact]
    public void OverdueTasks_AndRecordsInMemoryOnly_AreWarnings()
    {
        GatewayStateReport state = State(Shop) with { TasksOverdue = "1 task is overdue: T1 by 2 days", IncidentsInMemoryOnly = true };
        Troubles.Of(state).Select(trouble => (trouble.Severity, trouble.Kind)).ShouldBe([(TroubleReport.Warning, "incidents_in_memory"), (TroubleReport.Warning, "tasks_overdue")]);
        Troubles.Of(state).Last().Text.ShouldBe("1 task is overdue: T1 by 2 days");
    }

    [Fact]
    public void DrainingGateway_AndARefusedConfiguration_AreTold_ErrorsFirst()
    {
        GatewayStateReport state = State(Shop) with { Draining = true, Config = new("gateway.yaml", "f00d", 1, DateTimeOffset.UnixEpoch, new("api", DateTimeOffset.UnixEpoch, [])) };
        Troubles.Of(state).Select(trouble => (trouble.Severity, trouble.Kind)).ShouldBe([(TroubleReport.Error, "draining"), (TroubleReport.Warning, "config_refused")]);
    }

    private static PoolReport Shop => new("shop", "least-requests", 0, [Well]) { OfferedPerSecond = 500 };

    private static IReadOnlyList<TroubleReport> Of(params PoolReport[] pools) => Troubles.Of(State(pools));

    private static GatewayStateReport State(params PoolReport[] pools) => new()
    {
        Version = "1.2.3",
        Pid = 42,
        StartedAt = DateTimeOffset.UnixEpoch,
        Ready = true,
        Draining = false,
        Config = new("gateway.yaml", "f00d", 1, DateTimeOffset.UnixEpoch, null),
        Pools = pools,
    };
}
