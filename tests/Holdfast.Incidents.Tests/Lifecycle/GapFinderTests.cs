using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class GapFinderTests
{
    [Theory]
    [InlineData(41, false, 1)]
    [InlineData(41, true, 0)]
    [InlineData(3, false, 0)]
    [InlineData(4 * 24 * 3600, false, 1)]
    [InlineData(4 * 24 * 3600, true, 0)]
    public void GapInTheSeries_OpensAnIncident_UnlessItWasWanted(int seconds, bool drained, int incidents)
    {
        using Bench bench = new();
        if (drained)
        {
            bench.Changes.Add(ChangeKind.Operator, "gateway", "the gateway drains", "signal");
        }

        bench.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Start(bench, seconds);
        bench.RestartWatch();
        bench.StartedNow();
        bench.Run(5);
        bench.Book.All.Count().ShouldBe(incidents);
        if (incidents == 1)
        {
            bench.Only.Severity.ShouldBe(Severity.Sev1);
            bench.Only.Downtime.ShouldBe(TimeSpan.FromSeconds(seconds));
            bench.Only.Status.ShouldBe(IncidentStatus.Monitoring);
        }
    }

    [Fact]
    public void PoolThatSuffersAfterTheGap_HasAnIncidentOfItsOwn_MeasuredOnThePool()
    {
        using Bench bench = new();
        bench.Clock.Advance(TimeSpan.FromSeconds(41));
        Start(bench, 41);
        bench.RestartWatch();
        bench.StartedNow();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Book.All.Select(incident => (incident.Title, incident.Pool)).Select(one => one.Pool).ShouldBe(["", "shop"]);
        bench.Book.Find(1)!.Outages.Count.ShouldBe(1);
        bench.Book.Find(2)!.Impact.UsersShare.ShouldBeGreaterThan(0.1);
    }

    [Theory]
    [InlineData("pool:db", "the gateway drains", "api: anna", 1)]
    [InlineData("gateway", "the night job drains the queue", "api: anna", 1)]
    [InlineData("gateway", "the gateway drains", "takeover", 1)]
    [InlineData("gateway", "the gateway drains", "api: anna", 0)]
    public void GapAfterSomethingElseThatDrains_IsNoWantedOne(string subject, string what, string source, int incidents)
    {
        using Bench bench = new();
        bench.Changes.Add(ChangeKind.Operator, subject, what, source);
        bench.Clock.Advance(TimeSpan.FromSeconds(41));
        Start(bench, 41);
        bench.RestartWatch();
        bench.StartedNow();
        bench.Run(5);
        bench.Book.All.Count().ShouldBe(incidents);
    }

    [Fact]
    public void DrainOfTheProcessBeforeTheLast_DoesNotExcuseTheLast()
    {
        using Bench bench = new();
        bench.Changes.Add(ChangeKind.Operator, "gateway", "the gateway drains", "signal");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Start(bench, 5);
        bench.Clock.Advance(TimeSpan.FromSeconds(60));
        Start(bench, 30);
        bench.RestartWatch();
        bench.StartedNow();
        bench.Run(5);
        bench.Only.Downtime.ShouldBe(TimeSpan.FromSeconds(30));
    }

    /// <summary>As the store of the series says it.</summary>
    private static void Start(Bench bench, int gone) =>
        bench.Changes.Add(ChangeKind.Restart, "gateway", "the gateway started", "gateway", bench.Clock.UtcNow.AddSeconds(-gone).ToString("O", CultureInfo.InvariantCulture));
}
