using Holdfast.Agent.Fleet;
using Holdfast.Agent.Reports;
using Holdfast.Telemetry.Series;

namespace Holdfast.Agent.Tests.Fleet;

public class HostTellingTests
{
    private static readonly HostFinding Disk = new("disk-filling", "/var", "/var is full in 3 days", "make room");
    private readonly VirtualClock clock = new();
    private readonly ChangeLog changes;
    private readonly HostState host = new("app-1", AgentDeskTests.Report("app-1"), DateTimeOffset.UnixEpoch) { Servers = [new FleetServer("shop", "a", "10.0.0.11", 8000)] };

    public HostTellingTests() => changes = new ChangeLog(clock);

    private IEnumerable<string> Told => changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(change => change.What);

    [Fact]
    public void WhatIsNewAndWhatIsOver_IsToldOnceAtItsServer()
    {
        Tell([], [Disk]);
        Tell([Disk], [Disk with { Text = "/var is full in 2 days" }]);
        Tell([Disk], []);
        Told.ShouldBe(["host app-1: /var is full in 3 days", "host app-1: disk-filling of /var is over"]);
        changes.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldAllBe(change => change.Subject == "server:shop/a" && change.Kind == ChangeKind.Host && change.Source == "agent: app-1");
    }

    [Fact]
    public void HostThatFellSilent_IsNotSaidToBeWell()
    {
        host.IsSilent = true;
        Tell([Disk], []);
        Told.ShouldBeEmpty();
    }

    [Fact]
    public void FindingThatComesAndGoes_DoesNotFillTheRecord()
    {
        for (int turn = 0; turn < 50; turn++)
        {
            Tell([], [Disk]);
            Tell([Disk], []);
        }

        Told.Count().ShouldBe(20);
        clock.Advance(TimeSpan.FromHours(1));
        Tell([], [Disk]);
        Told.Count().ShouldBe(21);
    }

    private void Tell(IReadOnlyList<HostFinding> before, IReadOnlyList<HostFinding> after) => new HostTelling(changes).Tell(host, before, after, clock.UtcNow);
}
