using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Tests.Postmortems.Writing;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

public sealed class PostmortemTasksTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly PostmortemDesk desk;

    public PostmortemTasksTests()
    {
        desk = new PostmortemDesk(bench.Desk, () => new EscalationConfig { Team = "shop team" }, null, text => PostmortemLinter.Check(text).Findings);
        foreach (int _ in (int[])[1, 2])
        {
            RecordedIncident.Load(bench.Book, "two-dead-servers");
        }

        bench.Clock.Advance(bench.Book.Find(2)!.ResolvedAt!.Value - bench.Clock.UtcNow);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void WhatAnotherIncidentAskedFor_AndIsStillToBeDone_IsReferredTo()
    {
        Publish(1);
        desk.Draft(2, null, PostmortemDesk.OwnName);
        string markdown = desk.Read(2)!.Markdown;
        markdown.ShouldContain("- [ ] Detect: finish INC-1-2, which is open and asks for the same: alert when pool shop is offered more");
        markdown.ShouldContain("- [ ] Prove: write drill learned-2 by hand");
        PostmortemLinter.Check(markdown).Findings.ShouldNotContain(finding => finding.Severity != LintSeverity.Note, string.Join('\n', PostmortemLinter.Check(markdown).Findings));
    }

    [Fact]
    public void WhatNobodyHasToDo_IsAskedFor()
    {
        desk.Draft(1, null, PostmortemDesk.OwnName);
        desk.Draft(2, null, PostmortemDesk.OwnName);
        desk.Read(2)!.Markdown.ShouldNotContain("finish INC-");
    }

    /// <summary>Its own tasks are known to it by their numbers, and a correction must not refer to itself.</summary>
    [Fact]
    public void CorrectionOfAPublishedVersion_KeepsItsTasks()
    {
        Publish(1);
        int tasks = bench.Book.Find(1)!.Of(EntryKind.TaskAdded).Count();
        Publish(1);
        desk.Read(1)!.Markdown.ShouldNotContain("finish INC-");
        bench.Book.Find(1)!.Of(EntryKind.TaskAdded).Count().ShouldBe(tasks);
    }

    private void Publish(long id)
    {
        desk.Draft(id, null, PostmortemDesk.OwnName);
        desk.Request(id, "ben", "anna").Answer.Problem.ShouldBeNull();
        desk.Approve(id, "ben").Answer.Problem.ShouldBeNull();
        desk.Publish(id, "anna").Answer.Problem.ShouldBeNull();
    }
}
