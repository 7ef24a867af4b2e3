using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Tests.Tasks;

public sealed class TaskLinesTests
{
    private const string ByHand = """
        # Pool shop lost a third of its requests

        ## Corrective and preventative measures

        Improvements:

        - Limits are known before they are reached.

        Tasks:

        - [ ] Prevent: set limits.connections of pool shop to 240; owner: anna; due 2030-04-02; P1; INC-1-1.
        - [ ] Alert when pool shop uses 80 % of its connections; owner: ben; due 2030-03-28.
        - [ ] Write the runbook for adding a server.
        - [x] Detect: graph the connections; owner: ben; due 2030-03-20.

        """;

    [Fact]
    public void TasksThatSomebodyWrote_HaveOwnerDayAndType()
    {
        var tasks = TaskLines.Read(ByHand, "shop team", new DateOnly(2030, 3, 17));
        tasks.Select(task => (task.Number, task.Type, task.Owner, task.Due, task.Priority)).ShouldBe(
        [
            (1, "prevent", "anna", new DateOnly(2030, 4, 2), 1),
            (2, "detect", "ben", new DateOnly(2030, 3, 28), 2),
            (3, "mitigate", "shop team", new DateOnly(2030, 3, 31), 2),
        ]);
        tasks[0].Text.ShouldBe("set limits.connections of pool shop to 240");
    }

    [Fact]
    public void DrillThatProvesIt_IsToPrevent_WhateverItsWordsSay() =>
        TaskLines.Read(ByHand.Replace("Write the runbook for adding a server.", "Prove: replay this outage as drill learned-1, which passes when detection takes 10 s and 3 more things hold; owner: ben.", StringComparison.Ordinal), "shop team", new DateOnly(2030, 3, 17))[2].Type.ShouldBe("prevent");

    [Fact]
    public void PublishedByHand_TheyBecomeTasks()
    {
        using TaskBench bench = new();
        bench.Learn(ByHand);
        bench.Desk.Book.All.Select(task => task.Id).Order().ShouldBe(["1-1", "1-2", "1-3"]);
        bench.Desk.Book.Find("1-1")!.Owner.ShouldBe("anna");
    }
}
