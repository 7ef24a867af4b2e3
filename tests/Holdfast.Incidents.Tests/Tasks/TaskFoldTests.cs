using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Tests.Tasks;

public sealed class TaskFoldTests
{
    private long id;

    [Fact]
    public void Added_HasWhatItsEventSays_AndTheDrillOfItsIncident()
    {
        LearnedTask task = Fold(Added(("incident", "12")));
        (task.Type, task.Text, task.Owner, task.Due, task.Incident, task.Drill, task.Phase).ShouldBe((TaskType.Detect, "alert earlier", "anna", new DateOnly(2030, 3, 24), 12L, "learned-12", TaskPhase.Open));
        Fold(Added(("incident", "12"), ("drill", "marketing-surge"))).Drill.ShouldBe("marketing-surge");
        Fold(Added()).Drill.ShouldBeNull();
    }

    [Fact]
    public void SecondAdded_ChangesNothing()
    {
        LearnedTask task = Fold(Added(), Event(TaskEventKind.Added, 5, ("text", "something else")));
        (task.Text, task.Events.Count).ShouldBe(("alert earlier", 2));
    }

    [Fact]
    public void WhatIsUnreadable_LeavesItAsItWas()
    {
        LearnedTask task = Fold(Added(), Event(TaskEventKind.Assigned, 5), Event(TaskEventKind.DueChanged, 6, ("due", "soon")));
        (task.Owner, task.Due).ShouldBe(("anna", new DateOnly(2030, 3, 24)));
    }

    [Fact]
    public void ClosedWithProof_AndOpenAgain_HasNone()
    {
        TaskEvent[] closed = [Added(), Event(TaskEventKind.Closed, 60, ("drill", "learned-1"), ("verdict", "7"), ("drillAt", "1000"), ("link", "OPS-7"))];
        LearnedTask task = Fold(closed);
        (task.Phase, task.Proof!.Number, task.ClosedAt).ShouldBe((TaskPhase.Closed, 7L, At(60)));
        task.Links.ShouldBe(["OPS-7"]);
        LearnedTask open = Fold([.. closed, Event(TaskEventKind.Reopened, 90)]);
        (open.Phase, open.Proof, open.ClosedAt, open.OpenSince).ShouldBe((TaskPhase.Open, null, (DateTimeOffset?)null, At(90)));
        open.Links.ShouldBe(["OPS-7"], "what was done is still there");
        task.OpenSince.ShouldBe(At(0));
    }

    [Fact]
    public void SameLinkTwice_IsOne() => Fold(Added(("link", "OPS-7")), Event(TaskEventKind.Linked, 5, ("link", "OPS-7")), Event(TaskEventKind.Linked, 6, ("link", "OPS-8"))).Links.ShouldBe(["OPS-7", "OPS-8"]);

    private static LearnedTask Fold(params TaskEvent[] events) => events.Aggregate((LearnedTask?)null, (task, happened) => TaskFold.Apply(task, "12-1", happened))!;

    private TaskEvent Added(params (string, string)[] more) =>
        Event(TaskEventKind.Added, 0, [("type", "detect"), ("text", "alert earlier"), ("owner", "anna"), ("due", "2030-03-24"), .. more]);

    private TaskEvent Event(TaskEventKind kind, int at, params (string Name, string Value)[] data) => new(++id, kind, At(at), At(at), "anna", "said by a test", data.ToDictionary(one => one.Name, one => one.Value));

    private static DateTimeOffset At(int second) => DateTimeOffset.FromUnixTimeSeconds(Bench.Start + second);
}
