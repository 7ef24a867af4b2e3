using Holdfast.Incidents.Inbound;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

/// <summary>Incidents that people or alerts have opened: what they said, and what the series say of that time.</summary>
public sealed class ReportedIncidentTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void OpenedAfterTheHarm_HasWhatTheSeriesKnowSinceTheStatedStart()
    {
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(360);
        bench.Desk.Open("customers cannot pay", "shop", null, bench.Clock.UtcNow.AddMinutes(-6), "anna");
        bench.Run(5);
        bench.Only.Impact.BadSeconds.ShouldBe(60);
        bench.Desk.Resolve(1, null, "anna");
        string markdown = Markdown();
        markdown.ShouldContain("of 6,000 requests at the gateway 3,600 failed");
        markdown.ShouldNotContain("no failed request was recorded");
    }

    [Fact]
    public void HarmJustBeforeItIsResolved_IsMeasuredToTheEnd()
    {
        bench.Run(100);
        bench.Desk.Open("customers cannot pay", "shop", null, bench.Clock.UtcNow.AddSeconds(-30), "anna");
        bench.Run(40);
        bench.Break(4, 0.6);
        bench.Run(5);
        bench.Desk.Resolve(1, null, "anna");
        bench.Run(1);
        bench.Only.Impact.BadSeconds.ShouldBe(4);
    }

    [Fact]
    public void PoolThatNoSeriesKnows_IsNotMeasured()
    {
        bench.Run(100);
        bench.Desk.Open("the printer is on fire", "office", null, null, "anna");
        bench.Run(100);
        bench.Only.Of(EntryKind.Impact).ShouldBeEmpty();
        bench.Desk.Resolve(1, null, "anna");
        Markdown().ShouldContain("What was reported: the printer is on fire; whether requests failed was not measured.");
        Markdown().ShouldContain("declared nothing of it.", Case.Sensitive, "of other services it may have");
    }

    [Fact]
    public void Alert_IsToldInItsOwnWords_AndHurtsNobodyWhoWasNotMeasured()
    {
        bench.Run(100);
        AlertDesk alerts = new(bench.Book, bench.Clock, bench.Settings);
        alerts.Receive(Group("firing")).Problem.ShouldBeNull();
        bench.Run(200);
        alerts.Receive(Group("resolved")).Problem.ShouldBeNull();
        bench.Run(1);
        bench.Desk.Resolve(1, null, "anna");
        string markdown = Markdown();
        markdown.ShouldContain("# Pool shop had a report of trouble: DiskFull on db1");
        markdown.ShouldContain("DiskFull fires: DiskFull on db1.");
        markdown.ShouldContain("DiskFull is over: DiskFull on db1.");
        markdown.ShouldContain("What was reported: DiskFull on db1; at the gateway no failed request was recorded.");
        markdown.ShouldNotContain("hurt its users");
        markdown.ShouldNotContain("rror rate");
        markdown.ShouldNotContain("slow or failing");
        markdown.ShouldNotContain("alertmanager noticed");
    }

    private static AlertGroup Group(string status)
    {
        Dictionary<string, string> labels = new() { ["alertname"] = "DiskFull", ["pool"] = "shop" };
        Dictionary<string, string> said = new() { ["summary"] = "DiskFull on db1" };
        return new AlertGroup("4", "group", status, "holdfast", labels, said, null, [new IncomingAlert(status, labels, said, null, null, null, "a1")]);
    }

    private string Markdown()
    {
        string markdown = MarkdownRenderer.Write(new PostmortemWriter(bench.Only, "shop team").Write(1, "Holdfast", bench.Clock.UtcNow), "draft", [], []);
        PostmortemLinter.Check(markdown).Findings.Where(finding => finding.Severity is LintSeverity.Format or LintSeverity.Contradiction && finding.Rule is not ("D06" or "D07")).ShouldBeEmpty(markdown);
        return markdown;
    }
}
