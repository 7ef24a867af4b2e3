using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Tests.Tasks;

public sealed class TaskDeskTests : IDisposable
{
    private readonly TaskBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void DayThatIsOver_IsRefused_AndTodayIsNot()
    {
        using TaskBench bench = new();
        string yesterday = bench.Desk.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string today = bench.Desk.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        bench.Desk.Add(new NewTask("add a server to pool shop", "prevent", null, yesterday, null, null, null, null, null), "anna").Problem.ShouldNotBeNull().ShouldContain("is over: today is ");
        LearnedTask task = bench.Desk.Add(new NewTask("add a server to pool shop", "prevent", null, today, null, null, null, null, null), "anna").Task.ShouldNotBeNull();
        bench.Desk.SetDue(task.Id, yesterday, "anna").Problem.ShouldNotBeNull().ShouldContain("is over");
        bench.Desk.SetDue(task.Id, "2026-11-31", "anna").Problem.ShouldNotBeNull().ShouldContain("is not a date");
    }

    [Fact]
    public void PublishedPostmortem_HasMadeItsTasks()
    {
        bench.Learn();
        LearnedTask[] tasks = [.. bench.Desk.Book.All.OrderBy(task => task.Id)];
        tasks.Select(task => (task.Id, task.Type)).ShouldBe([("1-1", TaskType.Prevent), ("1-2", TaskType.Detect), ("1-3", TaskType.Mitigate), ("1-4", TaskType.Prevent)]);
        tasks[0].ShouldSatisfyAllConditions(
            () => tasks[0].Owner.ShouldBe("shop team"),
            () => tasks[0].Due.ShouldBe(bench.Desk.Today.AddDays(14)),
            () => tasks[0].Incident.ShouldBe(1),
            () => tasks[0].Drill.ShouldBe("learned-1"),
            () => tasks[0].Source.ShouldBe("postmortem"),
            () => tasks[0].Text.ShouldContain("limits.connections"));
    }

    [Fact]
    public void TaskOfAnIncidentByHand_DoesNotTakeTheNumberOfOneThatIsStillADraft()
    {
        bench.Learn();
        bench.Desk.Add(new NewTask("ask the database team", "mitigate", null, null, null, 1, null, null, null), "ben").Task.ShouldNotBeNull().Id.ShouldBe("1-21");
        bench.Add().Id.ShouldBe("T1");
        bench.Add().Id.ShouldBe("T2");
    }

    [Fact]
    public void EveryChange_IsAnEvent_AndNothingIsOverwritten()
    {
        string id = bench.Add(due: "2030-04-01").Id;
        bench.Desk.Assign(id, "carla", "ben");
        bench.Desk.SetDue(id, "2030-04-20", "carla");
        bench.Desk.Start(id, "carla");
        bench.Desk.Link(id, "OPS-142", "carla");
        LearnedTask task = bench.Desk.Book.Find("t1").ShouldNotBeNull();
        (task.Owner, task.Due, task.Phase, task.Links.Single()).ShouldBe(("carla", new DateOnly(2030, 4, 20), TaskPhase.Started, "OPS-142"));
        task.Events.Select(one => TaskReports.Word(one.Kind)).ShouldBe(["added", "assigned", "due-changed", "started", "linked"]);
        task.Events[2].Text.ShouldBe("due 2030-04-20 instead of 2030-04-01");
        task.Events.ShouldAllBe(one => one.RecordedAt == bench.Bench.Clock.UtcNow && one.Id > 0);
    }

    [Fact]
    public void NewProcess_HasTheSameTasks()
    {
        string directory = Directory.CreateTempSubdirectory("holdfast-tasks-").FullName;
        string path = Path.Combine(directory, "incidents.db");
        using (TaskBench first = new(path))
        {
            first.Learn();
            first.Desk.Assign("1-3", "carla", "ben").Task.ShouldNotBeNull();
            first.Desk.Close("1-3", "https://wiki.example.org/runbook", null, null, "carla").Task.ShouldNotBeNull();
        }

        using (TaskBench next = new(path))
        {
            LearnedTask task = next.Desk.Book.Find("1-3").ShouldNotBeNull();
            (task.Owner, task.Phase, task.Events.Count).ShouldBe(("carla", TaskPhase.Closed, 3));
            next.Add().Id.ShouldBe("T1");
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Overdue_IsTheMostOverdueFirst_AndSaidInOneSentence()
    {
        bench.Add(text: "the later one", due: bench.Desk.Today.AddDays(3).ToString("yyyy-MM-dd"));
        bench.Add(text: "the first one", due: bench.Desk.Today.AddDays(1).ToString("yyyy-MM-dd"));
        TaskReports.OverdueSentence(bench.Desk.Overdue(), bench.Desk.Today).ShouldBeNull();
        bench.Pass(days: 1);
        bench.Desk.Overdue().ShouldBeEmpty("a task may be done on the day on which it is due");
        bench.Pass(days: 1);
        TaskReports.OverdueSentence(bench.Desk.Overdue(), bench.Desk.Today).ShouldBe("1 task is overdue: T2 by 1 day (anna): the first one (holdfast task list --overdue)");
        bench.Pass(days: 5);
        bench.Desk.Overdue().Select(task => task.Id).ShouldBe(["T2", "T1"]);
        TaskReports.OverdueSentence(bench.Desk.Overdue(), bench.Desk.Today).ShouldNotBeNull().ShouldStartWith("2 tasks are overdue, the most: T2 by 6 days");
    }

    [Fact]
    public void FindingThatIsOpen_IsNotAddedAgain_OneThatIsClosedIs()
    {
        string id = bench.Add("mitigate", finding: "find-max:shop").Id;
        bench.Add("mitigate", finding: "find-max:shop").Id.ShouldBe(id);
        bench.Desk.Book.All.Count().ShouldBe(1);
        bench.Desk.Close(id, "OPS-1", null, null, "anna").Task.ShouldNotBeNull();
        bench.Add("mitigate", finding: "find-max:shop").Id.ShouldBe("T2");
    }

    [Theory]
    [InlineData("", "prevent", null, "'text' is missing")]
    [InlineData("do it", "avoid", null, "there are prevent, detect and mitigate")]
    [InlineData("do it", "prevent", "tomorrow", "'tomorrow' is not a date")]
    [InlineData("do\u0007it", "prevent", null, "control characters")]
    public void WrongWish_IsRefused_WithTheRemedy(string text, string type, string? due, string said)
    {
        TaskAnswer answer = bench.Desk.Add(new NewTask(text, type, null, due, null, null, null, null, null), "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldNotBeNull().ShouldContain(said);
        bench.Desk.Book.All.ShouldBeEmpty();
    }

    [Fact]
    public void LinkThatABrowserWouldRun_IsNone()
    {
        string id = bench.Add("mitigate").Id;
        bench.Desk.Link(id, "javascript://x%0aalert(1)", "anna").Outcome.ShouldBe(DeskOutcome.Invalid);
        bench.Desk.Close(id, "file:///etc/passwd", null, null, "anna").Outcome.ShouldBe(DeskOutcome.Invalid);
    }

    [Theory]
    [InlineData("done")]
    [InlineData("x")]
    [InlineData("fixed it yesterday")]
    [InlineData("see the wiki")]
    [InlineData("...")]
    [InlineData("n/a")]
    [InlineData("and/or")]
    [InlineData("done 2")]
    [InlineData("done#2")]
    [InlineData("fixed:ok")]
    [InlineData("issue fade")]
    [InlineData("e.g")]
    [InlineData("12")]
    public void WordThatLeadsNowhere_IsNoEvidence(string link)
    {
        string id = bench.Add("mitigate").Id;
        TaskAnswer answer = bench.Desk.Close(id, link, null, null, "anna");
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldNotBeNull().ShouldContain("leads nobody to what was done: write an address");
        bench.Desk.Link(id, link, "anna").Outcome.ShouldBe(DeskOutcome.Invalid);
    }

    [Theory]
    [InlineData("https://wiki.example.org/runbook")]
    [InlineData("OPS-142")]
    [InlineData("#812")]
    [InlineData("shop/gateway#812")]
    [InlineData("4f2a91c")]
    [InlineData("revision 12")]
    [InlineData("docs/runbook.md")]
    [InlineData("runbook.md#restart")]
    [InlineData("wiki/operating/restart")]
    [InlineData("PR 812")]
    [InlineData("PR #812")]
    [InlineData("!12")]
    [InlineData("CHG0012345")]
    [InlineData("commit 4f2a91c")]
    [InlineData("v1.2.3")]
    [InlineData("task 12-1")]
    [InlineData("learned-1")]
    [InlineData("drill:dead-host")]
    [InlineData("dead-host")]
    public void NameOfWhatWasDone_IsEvidence(string link)
    {
        bench.Ran("dead-host", DrillResult.Passed);
        bench.Desk.Close(bench.Add("mitigate").Id, link, null, null, "anna").Problem.ShouldBeNull();
    }

    [Fact]
    public void TaskThatIsNone_IsNotFound_AndAClosedOneDoesNotChange()
    {
        bench.Desk.Start("9-9", "anna").Outcome.ShouldBe(DeskOutcome.NotFound);
        bench.Desk.Add(new NewTask("do it", "mitigate", null, null, null, 77, null, null, null), "anna").Outcome.ShouldBe(DeskOutcome.NotFound);
        string id = bench.Add("mitigate").Id;
        bench.Desk.Close(id, "OPS-1", null, null, "anna").Task.ShouldNotBeNull();
        foreach (TaskAnswer answer in new[] { bench.Desk.Start(id, "anna"), bench.Desk.Assign(id, "ben", "anna"), bench.Desk.SetDue(id, "2031-01-01", "anna"), bench.Desk.Close(id, "OPS-2", null, null, "anna") })
        {
            answer.Problem.ShouldNotBeNull().ShouldContain($"holdfast task reopen {id}");
        }

        bench.Desk.Reopen(id, "it came back", "ben").Task.ShouldNotBeNull().Phase.ShouldBe(TaskPhase.Open);
    }
}
