using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class JoinRuleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Bench.Start);
    private static readonly Outage Declared = new(1, Now, Now, null, null, null);

    [Theory]
    [InlineData("detection", "search", true)]
    [InlineData("hand", "search", false)]
    [InlineData("hand", "shop", true)]
    [InlineData("hand", "", true)]
    [InlineData("alert", "search", false)]
    [InlineData("alert", "", false)]
    [InlineData("alert", "shop", true)]
    public void OpenIncident_IsJoined_UnlessAnAlertOrAPersonOpenedItForSomethingElse(string by, string pool, bool isJoined) =>
        (JoinRule.Active([One(IncidentStatus.Confirmed) with { OpenedBy = by, Pool = pool }], "shop") is not null).ShouldBe(isJoined);

    [Fact]
    public void AlertsIncident_ThatDetectionHasDeclared_StaysItsOwn_WhenAnotherPoolSuffersMore() =>
        JoinRule.Active([One(IncidentStatus.Confirmed) with { OpenedBy = Incident.Alert, Pool = "shop", Outages = [Declared] }], "search").ShouldNotBeNull();

    [Theory]
    [InlineData(IncidentStatus.Monitoring)]
    [InlineData(IncidentStatus.Resolved)]
    [InlineData(IncidentStatus.Dismissed)]
    [InlineData(IncidentStatus.Closed)]
    public void WhatIsOver_IsNotActive(IncidentStatus status) => JoinRule.Active([One(status)], "shop").ShouldBeNull();

    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void EndWithinTheWindow_IsARelapse(int seconds, bool isLately)
    {
        (Lately(One(IncidentStatus.Resolved) with { Outages = [Declared with { ClearedAt = Now.AddSeconds(-seconds) }] }) is not null).ShouldBe(isLately);
        (Lately(One(IncidentStatus.Dismissed) with { ResolvedAt = Now.AddSeconds(-seconds) }) is not null).ShouldBe(isLately);
    }

    [Fact]
    public void OtherPool_IsNoRelapse_AndAnUnknownOneIs()
    {
        Incident ended = One(IncidentStatus.Monitoring) with { Outages = [Declared with { ClearedAt = Now }] };
        Lately(ended with { Pool = "search" }).ShouldBeNull();
        Lately(ended with { Pool = "" }).ShouldNotBeNull();
        Lately(ended with { Pool = "", OpenedBy = Incident.Alert, Outages = [Declared with { DeclaredAt = null, ClearedAt = Now }] }).ShouldBeNull();
    }

    [Fact]
    public void GatewayThatWasGone_IsNotJoinedByAPoolsTrouble()
    {
        TimelineEntry opened = new(1, 1, EntryKind.Opened, Now, Now, "detection", "the gateway was gone for 41 s", new Dictionary<string, string> { ["key"] = "gap:7" }, []);
        Lately(One(IncidentStatus.Monitoring) with { Pool = "", Outages = [Declared with { ClearedAt = Now }], Entries = [opened] }).ShouldBeNull();
    }

    private static Incident? Lately(Incident incident) => JoinRule.Lately([incident], "shop", Now, TimeSpan.FromMinutes(15), new TroubleKind(null, ""));

    private static Incident One(IncidentStatus status) => new() { Id = 1, Status = status, Pool = "shop" };
}
