using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Rendering;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftMeasuresTests
{
    private const string Alert = "- [ ] Detect: alert when one client sends 20 % of the requests to pool shop for 30 s; ";

    [Theory]
    [InlineData(-1, "it was noticed as it began")]
    [InlineData(0, "it was noticed as it began")]
    [InlineData(7, "it took 7 s")]
    public void WhatWasNoticedInTime_NeedsNoAlert_ButADrillThatKeepsItSo(int seenAfter, string told)
    {
        string markdown = Draft(seenAfter, new ReplayOutlook(["all is well"], null));
        markdown.ShouldContain($"- [ ] Detect: add drill learned-1 to the pipeline, where it fails when this is noticed later than 10 s ({told}); ");
        markdown.ShouldContain("- Such trouble of pool shop is noticed as early as this time, and a drill fails when it is not.");
        markdown.ShouldNotContain(Alert);
    }

    [Fact]
    public void WhatWasNoticedLate_NeedsItsAlert() => Draft(25, new ReplayOutlook(["all is well"], null)).ShouldContain(Alert);

    [Fact]
    public void WithoutADrill_NothingElseWouldTell() => Draft(-1, null).ShouldContain(Alert);

    [Fact]
    public void AlertThatComesBeforeTheHarm_IsAskedForHoweverSoonTheHarmWasNoticed() =>
        Draft(-1, new ReplayOutlook(["all is well"], null), "surge").ShouldContain("- [ ] Detect: alert when pool shop is offered 80 % of what it can serve for 60 s; ");

    private static string Draft(int seenAfter, ReplayOutlook? outlook, string cause = "one-client")
    {
        using Bench bench = new();
        Incident incident = new LiveOutage { Cause = cause, SeenAfter = seenAfter }.Record(bench.Book);
        return MarkdownRenderer.Write(new PostmortemWriter(incident, "shop team", outlook).Write(1, "Holdfast", incident.ResolvedAt!.Value), "draft", [], []);
    }
}
