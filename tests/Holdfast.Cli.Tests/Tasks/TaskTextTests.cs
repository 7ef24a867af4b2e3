using Holdfast.Incidents.Reports;

namespace Holdfast.Cli.Tests;

public class TaskTextTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private static readonly TaskReport Report = new(
        "12-1", "prevent", "set the limit to 240", "anna", "2030-03-16", 1, "open", 1, 12, "postmortem", null, true, "learned-12", ["OPS-142"], At, null, null, true,
        [new TaskEventReport("record:7", "added", At, At, "anna", "task 12-1"), new TaskEventReport("record:9", "linked", At, At.AddHours(2), "ben", "see OPS-142")]);

    [Fact]
    public void Task_SaysWhatClosesIt_AndWhatHappened() => TaskText.Of(Report).ShouldBe("""
        Task 12-1, to prevent, open, OVERDUE by 1 day: set the limit to 240
          owner anna, due 2030-03-16, priority 1
          from the postmortem of incident 12
          closes with a green drill: holdfast drill run learned-12, then holdfast task close 12-1
          see OPS-142
          2030-03-17 17:46 UTC added: task 12-1 [anna, record:7]
          2030-03-17 17:46 UTC linked: see OPS-142 [ben, record:9, recorded 2030-03-17 19:46 UTC]

        """);

    [Fact]
    public void ClosedTask_SaysOnWhichDayItWasDone()
    {
        TaskReport closed = Report with { Type = "mitigate", State = "closed", DaysOverdue = 0, NeedsDrill = false, ClosedAt = At.AddDays(-3), History = [] };
        TaskText.Of(closed).ShouldBe("""
            Task 12-1, to mitigate, closed: set the limit to 240
              owner anna, due 2030-03-16, priority 1
              from the postmortem of incident 12
              done 2030-03-14
              see OPS-142

            """);
    }

    [Fact]
    public void List_EndsWithTheSum()
    {
        string text = TaskText.Of(new TaskListReport(3, 1, [Report]));
        text.ShouldContain("12-1  open, OVERDUE by 1 day  prevent");
        text.ShouldEndWith("\n  3 open, 1 overdue\n");
        TaskText.Of(new TaskListReport(0, 0, [])).ShouldBe("no such tasks; 0 open, 0 overdue\n");
    }
}
