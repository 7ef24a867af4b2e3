namespace Holdfast.Drills.Load;

public class WebSocketUserTests
{
    private const string Switching = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n";

    private readonly SimulatedLoad load = new();

    public WebSocketUserTests() => load.Server.Answer = _ => Switching;

    [Fact]
    public void Users_UpgradeHoldAndLeave()
    {
        LoadResult result = load.Run(Users(TimeSpan.FromSeconds(10)), seconds: 40);
        LoadCounts counts = result.Total.Counts;
        counts.SessionsIntended.ShouldBe(80);
        counts.SessionsCompleted.ShouldBeInRange(58, 61);
        (counts.SessionsCut, counts.SessionsRefused).ShouldBe((0, 0));
        load.Seconds.First(second => second.Second == 30).Classes[0].Counts.SessionsOpen.ShouldBe(20, "2 per second for 10 s each");
        load.Server.Requests[0].ShouldStartWith("GET /session HTTP/1.1\r\n");
        load.Server.Requests[0].ShouldContain("Upgrade: websocket\r\n");
        result.Total.Statuses[101].ShouldBe(80);
    }

    [Fact]
    public void CutUsers_ComeBack()
    {
        load.At(20.5, load.Server.CutAll);
        LoadCounts counts = load.Run(Users(TimeSpan.FromSeconds(10), ReconnectKind.Immediate), seconds: 30).Total.Counts;
        counts.SessionsCut.ShouldBeInRange(19, 21);
        counts.SessionsCompleted.ShouldBeInRange(20, 23, "only who came and went before the cut, and who came after it and left in time");
        (counts.SessionsOpened - counts.SessionsIntended).ShouldBeInRange(15, 21);
        load.Seconds.First(second => second.Second == 22).Classes[0].Counts.SessionsOpen.ShouldBe(20);
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Full\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData(null)]
    public void WhoIsNotUpgraded_IsRefused(string? answer)
    {
        load.Server.Answer = _ => answer;
        LoadCounts counts = load.Run(Users(TimeSpan.FromSeconds(10)), seconds: 10).Total.Counts;
        (counts.SessionsRefused, counts.SessionsCut, counts.SessionsCompleted).ShouldBe((20, 0, 0));
    }

    [Fact]
    public void SilentServer_IsGivenUpAfterTheTimeout()
    {
        load.Server.Answer = _ => "";
        LoadCounts counts = load.Run(Users(TimeSpan.FromSeconds(30)) with { Timeout = TimeSpan.FromSeconds(2) }, seconds: 10).Total.Counts;
        counts.SessionsRefused.ShouldBeInRange(15, 17);
        load.Seconds.ShouldAllBe(second => second.Classes[0].Counts.SessionsOpen == 0);
    }

    private static TrafficClass Users(TimeSpan length, ReconnectKind reconnect = ReconnectKind.None) => new()
    {
        Rate = RateCurve.Constant(2),
        Session = new SessionPlan { Protocol = SessionProtocol.WebSocket, Length = length, Reconnect = reconnect },
    };
}
