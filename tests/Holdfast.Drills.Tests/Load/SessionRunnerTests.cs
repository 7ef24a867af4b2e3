namespace Holdfast.Drills.Load;

public class SessionRunnerTests
{
    private readonly SimulatedLoad load = new();

    public SessionRunnerTests()
    {
        load.Server.ServiceNanoseconds = SimulatedLoad.Nanoseconds(10);
        load.Server.Answer = _ => ModelServer.Ok("over");
    }

    [Fact]
    public void Users_HoldTheirSessionsAndLeave()
    {
        LoadResult result = load.Run(Users(new SessionPlan { Length = TimeSpan.FromSeconds(10) }), seconds: 40);
        LoadCounts counts = result.Total.Counts;
        counts.SessionsIntended.ShouldBe(80);
        counts.SessionsCompleted.ShouldBeInRange(58, 60);
        (counts.SessionsCut, counts.SessionsRefused).ShouldBe((0, 0));
        load.Seconds.First(second => second.Second == 30).Classes[0].Counts.SessionsOpen.ShouldBe(20, "2 per second for 10 s each");
        load.Server.Requests[0].ShouldStartWith("GET /session?for=10000ms HTTP/1.1\r\n");
    }

    [Theory]
    [InlineData(ReconnectKind.None, 0, 0)]
    [InlineData(ReconnectKind.Immediate, 20, 20)]
    [InlineData(ReconnectKind.Delayed, 20, 16)]
    public void CutUsers_ComeBackAsTheyAre(ReconnectKind kind, int reopened, int openTwoSecondsLater)
    {
        load.At(20.5, load.Server.CutAll);
        LoadResult result = load.Run(Users(new SessionPlan { Length = TimeSpan.FromSeconds(10), Reconnect = kind, ReconnectDelay = TimeSpan.FromSeconds(2) }), seconds: 30);
        LoadCounts counts = result.Total.Counts;
        counts.SessionsCut.ShouldBeInRange(19, 21);
        (counts.SessionsOpened - counts.SessionsIntended).ShouldBeInRange(Math.Max(0, reopened - 5), reopened + 1);
        load.Seconds.First(second => second.Second == 22).Classes[0].Counts.SessionsOpen.ShouldBeGreaterThanOrEqualTo(openTwoSecondsLater);
    }

    [Fact]
    public void RefusedUsers_AreToldFromCutOnes()
    {
        load.Server.ServiceNanoseconds = 1_000_000;
        load.Server.Answer = _ => ModelServer.Status(503);
        LoadCounts counts = load.Run(Users(new SessionPlan()), seconds: 10).Total.Counts;
        (counts.SessionsRefused, counts.SessionsCut, counts.SessionsCompleted).ShouldBe((20, 0, 0));
    }

    [Fact]
    public void ThinkingUsers_SendOneRequestAfterTheOther()
    {
        load.Server.ServiceNanoseconds = SimulatedLoad.Nanoseconds(0.1);
        LoadResult result = load.Run(Users(new SessionPlan { Length = TimeSpan.FromSeconds(10), ThinkTime = TimeSpan.FromSeconds(0.9) }), seconds: 60);
        LoadCounts counts = result.Total.Counts;
        // 20 users at once, each a request in about a second.
        (counts.Good / 60.0).ShouldBeInRange(15, 25);
        counts.SessionsIntended.ShouldBe(120);
        counts.SessionsCompleted.ShouldBeInRange(95, 105);
        (result.Total.Response.Percentile(99) / 1e9).ShouldBe(0.1, 0.01);
    }

    [Fact]
    public void MoreUsersThanAllowed_AreDropped()
    {
        load.Server.ServiceNanoseconds = SimulatedLoad.Nanoseconds(100);
        LoadCounts counts = load.Run(Users(new SessionPlan { Length = TimeSpan.FromSeconds(100), UsersMaximum = 10 }), seconds: 20).Total.Counts;
        (counts.SessionsOpened, counts.DroppedByServer).ShouldBe((10, 30));
    }

    private static TrafficClass Users(SessionPlan session) => new() { Rate = RateCurve.Constant(2), Session = session };
}
