using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Tests.Tasks;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class PostmortemIndexPageTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private static readonly PostmortemReport Report = new(12, "shop: pool-exhaustion", "published", "sev2", Now, 5400, 61.2, 2, "anna", "ben", null, 2, Now, "abc", [])
    {
        Service = "shop", Cause = "pool-exhaustion", RootCause = "every connection to pool shop is in use", TasksOpen = 2, TasksOverdue = 1, TasksClosed = 2, Drill = "passed", DrillAt = Now,
    };

    [Fact]
    public void Page_SaysWhatHappened_HowLong_HowMany_Why_AndWhatIsDone()
    {
        string page = Page(Report);
        foreach (string said in new[]
        {
            "shop: pool-exhaustion", "2030-03-17 17:46", "down 1 h 30 min", "61.2 % of users hit", "Every connection to pool shop is in use. (pool-exhaustion)",
            "2 tasks open (1 overdue), 2 closed", "drill green on 2030-03-17: it would not come back", "1 postmortem, 1 h 30 min down in all, 2 tasks open, 1 overdue. As of 2030-03-17 17:46 UTC.", "@media print",
        })
        {
            page.ShouldContain(said);
        }
    }

    [Fact]
    public void UnknownStaysUnknown()
    {
        string page = Page(Report with { Start = null, DownSeconds = null, UsersPercent = null, Cause = null, RootCause = null, TasksOpen = 0, TasksOverdue = 0, TasksClosed = 0, Drill = null });
        page.ShouldContain("not recorded");
        page.ShouldContain("users hit not recorded");
        page.ShouldNotContain("% of users");
        page.ShouldContain("The cause is not known.");
        page.ShouldContain("no tasks yet");
        page.ShouldContain("drill not run yet");
    }

    [Fact]
    public void TextOfPeople_IsNoMarkup_AndThePageNeedsNothingElse()
    {
        string page = Page(Report with { Title = "<script>alert(1)</script>", RootCause = "\"><img src=x>" });
        page.ShouldNotContain("<script>alert");
        page.ShouldNotContain("<img");
        page.ShouldNotContain("http");
        page.Split("<script>").Length.ShouldBe(2);
    }

    [Fact]
    public void PostmortemAtHand_IsLinked()
    {
        PostmortemIndexPage.Write(new PostmortemListReport([Report]), Now, incident => $"{incident}.html").ShouldContain("<a href=\"12.html\">shop: pool-exhaustion</a>");
        Page(Report).ShouldNotContain("<a ");
    }

    [Fact]
    public void EmptyList_IsAPageToo() => PostmortemIndexPage.Write(new PostmortemListReport([]), Now, _ => null).ShouldContain("0 postmortems");

    [Fact]
    public void Report_CountsItsTasks_AndKnowsItsDrill()
    {
        using TaskBench bench = new();
        bench.Learn();
        bench.Desk.Close("1-3", "OPS-1", null, null, "anna").Task.ShouldNotBeNull();
        bench.Ran("learned-1", DrillResult.Failed);
        bench.Pass(days: 8);
        PostmortemReport report = PostmortemReports.Of(bench.Bench.Only, bench.Desk);
        (report.TasksOpen, report.TasksOverdue, report.TasksClosed, report.Drill, report.Cause).ShouldBe((3, 1, 1, "failed", "pool-exhaustion"));
        PostmortemReports.Has(report, "shop EXHAUSTION", () => "").ShouldBeTrue();
        PostmortemReports.Has(report, "shop queue", () => "The queue was full.").ShouldBeTrue();
        PostmortemReports.Has(report, "shop network", () => "The queue was full.").ShouldBeFalse();
    }

    private static string Page(PostmortemReport report) => PostmortemIndexPage.Write(new PostmortemListReport([report]), Now, _ => null);
}
