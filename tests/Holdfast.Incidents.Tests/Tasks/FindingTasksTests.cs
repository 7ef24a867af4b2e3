using Holdfast.Incidents.Tasks;
using Holdfast.Telemetry;

namespace Holdfast.Incidents.Tests.Tasks;

public sealed class FindingTasksTests
{
    private const string Disk = "host:db-1:disk-filling:/var";

    [Fact]
    public void Finding_IsOneTask_HoweverOftenItIsSeen()
    {
        using TaskBench bench = new();
        FindingTasks tasks = Of(bench, Stands(bench, Disk, "/var of db-1 is full in 5 days"));
        tasks.Tick();
        bench.Desk.Book.All.ShouldBeEmpty();
        bench.Pass(minutes: 2);
        tasks.Tick();
        tasks.Tick();
        LearnedTask task = bench.Desk.Book.All.ShouldHaveSingleItem();
        (task.Type, task.Owner, task.Source, task.Finding, task.Text).ShouldBe((TaskType.Mitigate, "shop team", "finding", Disk, "/var of db-1 is full in 5 days"));
        // Another process knows it from the records; other figures are the same finding.
        Of(bench, Stands(bench, Disk, "/var of db-1 is full in 4 days")).Tick();
        bench.Desk.Book.All.Count().ShouldBe(1);
    }

    [Fact]
    public void ClosedTask_IsNotMadeAgain_UntilTheFindingHasOutlivedItByAWeek()
    {
        using TaskBench bench = new();
        FindingTasks tasks = Of(bench, Stands(bench, Disk, "full soon"));
        bench.Pass(minutes: 2);
        tasks.Tick();
        bench.Desk.Close("T1", "https://wiki.example.org/disk", null, null, "anna").Problem.ShouldBeNull();
        tasks.Tick();
        bench.Pass(days: 6);
        tasks.Tick();
        bench.Desk.Book.All.Count().ShouldBe(1);
        bench.Pass(days: 2);
        tasks.Tick();
        bench.Desk.Book.All.Count().ShouldBe(2);
    }

    [Fact]
    public void ManyFindings_AreBounded_AndWhatIsClosedMakesRoom()
    {
        using TaskBench bench = new();
        StandingFinding[] many = [.. Enumerable.Range(0, 200).Select(number => new StandingFinding($"host:h{number}:too-hot", "hot", bench.Bench.Clock.UtcNow.AddSeconds(number)))];
        FindingTasks tasks = Of(bench, many);
        bench.Pass(minutes: 10);
        tasks.Tick();
        bench.Desk.Book.All.Count().ShouldBe(50);
        bench.Desk.Book.Find("T1")!.Finding.ShouldBe("host:h0:too-hot");
        bench.Desk.Close("T1", "https://wiki.example.org/heat", null, null, "anna");
        tasks.Tick();
        bench.Desk.Book.All.Count().ShouldBe(51);
    }

    [Fact]
    public void TasksOfFindingsThatPeopleMade_TakeNoRoom()
    {
        using TaskBench bench = new();
        for (int number = 0; number < 60; number++)
        {
            bench.Add(finding: $"find-max:service-{number}");
        }

        FindingTasks tasks = Of(bench, Stands(bench, Disk, "full soon"));
        bench.Pass(minutes: 2);
        tasks.Tick();
        bench.Desk.Book.All.ShouldContain(task => task.Finding == Disk);
    }

    [Fact]
    public void FindingThatFindsNoRoom_IsSaidOnce()
    {
        using TaskBench bench = new();
        StringWriter log = new();
        StandingFinding[] many = [.. Enumerable.Range(0, 51).Select(number => new StandingFinding($"host:h{number}:too-hot", "hot", bench.Bench.Clock.UtcNow))];
        IReadOnlyList<StandingFinding> found = many[..50];
        FindingTasks tasks = new(bench.Desk, () => found, () => "shop team", new EventLog(log, bench.Bench.Clock));
        bench.Pass(minutes: 10);
        tasks.Tick();
        tasks.Tick();
        log.ToString().ShouldBeEmpty("all of them have tasks");
        found = many;
        tasks.Tick();
        tasks.Tick();
        log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldContain("50 tasks of findings on hosts are open");
    }

    [Fact]
    public void NamesAndTextsOfAnotherMachine_AreCleanedAndStayApart()
    {
        using TaskBench bench = new();
        string name = "host:db-1:disk-filling:/" + new string('x', 300);
        FindingTasks tasks = Of(bench, [.. Stands(bench, name + "1", "a\u001b[31m\nb"), .. Stands(bench, name + "2", new string('y', 5000))]);
        bench.Pass(minutes: 2);
        tasks.Tick();
        tasks.Tick();
        LearnedTask[] made = [.. bench.Desk.Book.All];
        made.Length.ShouldBe(2);
        made.ShouldAllBe(task => task.Finding!.Length <= 120 && task.Text.Length <= 2000 && !task.Text.Any(char.IsControl));
    }

    private static FindingTasks Of(TaskBench bench, IReadOnlyList<StandingFinding> findings) => new(bench.Desk, () => findings, () => "shop team", new EventLog(TextWriter.Null, bench.Bench.Clock));

    private static StandingFinding[] Stands(TaskBench bench, string name, string text) => [new(name, text, bench.Bench.Clock.UtcNow)];
}
