namespace Holdfast.DataPlane.Tests.Health;

/// <summary>What the rules say is held against the whole pool: common causes, the last server, the way back.</summary>
public sealed class PoolJudgementTests
{
    private readonly HashSet<int> failing = [];
    private readonly HashSet<int> idle = [];

    [Fact]
    public void MoreThanHalfFailTogether_AllComeBack()
    {
        PoolTraffic traffic = Begin(4);
        failing.Add(0);
        traffic.Pass(0.2);
        failing.Add(1);
        traffic.Pass(0.2);
        traffic.Servers.Count(server => server.Available).ShouldBe(2);
        failing.Add(2);
        traffic.Pass(0.2);
        traffic.Servers.ShouldAllBe(server => server.Available, "what is behind all of them is to blame");
        traffic.Pass(5);
        traffic.Servers.ShouldAllBe(server => server.Available, "the symptom counts for nothing for a while");
        traffic.Pool.SparedFrom(EjectionReason.ErrorsInARow).ShouldBe(3, "two that came back and one that stayed");
    }

    [Fact]
    public void MoreThanHalfFailLongApart_EachIsItsOwnCase()
    {
        PoolTraffic traffic = Begin(4);
        for (int server = 0; server < 3; server++)
        {
            failing.Add(server);
            traffic.Pass(3);
        }

        traffic.Servers.Count(server => server.Available).ShouldBe(1);
    }

    [Fact]
    public void AllButOneRefuse_TheyStayOut()
    {
        PoolTraffic traffic = Begin(4);
        for (int server = 0; server < 3; server++)
        {
            traffic.Pool.ConnectFailed(traffic.Servers[server], traffic.Now);
        }

        traffic.Pass(1);
        traffic.Servers.Count(server => server.Available).ShouldBe(1, "who refuses cannot serve, whatever the cause");
    }

    [Fact]
    public void TheLastOneFails_Stays()
    {
        PoolTraffic traffic = Begin(2);
        failing.Add(0);
        traffic.Pass(3);
        failing.Add(1);
        traffic.Pass(3);
        traffic.Servers.Count(server => server.Available).ShouldBe(1);
    }

    [Fact]
    public void Ejected_ComesBackStepByStep()
    {
        PoolTraffic traffic = Begin(4);
        Array.ForEach(traffic.Servers, server => server.OwnLimit = 100);
        traffic.Pool.ConnectFailed(traffic.Servers[0], traffic.Now);
        idle.Add(0);
        traffic.Pass(2);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[0], good: true, traffic.Now);
        traffic.Servers[0].Available.ShouldBeTrue();
        traffic.Servers[0].Limit.ShouldBe(10, "also before anyone looks");
        traffic.Of(0).BeginWait();
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBe(10, "it was asked, and nothing shows that it is well");
        traffic.Of(0).EndWait();
        idle.Clear();
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBeInRange(55, 65);
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBe(100);
    }

    [Fact]
    public void BackInAPoolThatNobodyAsks_HasAllOfItAfterTwentySeconds()
    {
        PoolTraffic traffic = Begin(4);
        Array.ForEach(traffic.Servers, server => server.OwnLimit = 20);
        traffic.BeforeLook = () => { };
        traffic.Pool.ConnectFailed(traffic.Servers[0], traffic.Now);
        traffic.Pass(2);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[0], good: true, traffic.Now);
        traffic.Pass(10);
        traffic.Servers[0].Limit.ShouldBeInRange(10, 14, "half as quick as with good answers");
        traffic.Pass(10);
        traffic.Servers[0].Limit.ShouldBe(20);
        traffic.Pool.Servers[0].Ramp.IsActive.ShouldBeFalse("nothing to look at is left");
    }

    [Fact]
    public void FailsAgainOnItsWayBack_IsOutAgainForLonger()
    {
        PoolTraffic traffic = Begin(4);
        traffic.Pool.ConnectFailed(traffic.Servers[0], traffic.Now);
        traffic.Pass(2);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[0], good: true, traffic.Now);
        int look = 0;
        traffic.BeforeLook += () => traffic.Answer(0, look++ % 3 == 0 ? 1 : 0, status: 500);
        traffic.Pass(5);
        traffic.Pool.Servers[0].Reason.ShouldBe(EjectionReason.FailedAgain);
        traffic.Pool.Servers[0].Ejection.Length.ShouldBe(2 * PoolTraffic.Second);
    }

    [Fact]
    public void TheLastOneFailsAgainOnItsWayBack_HasTheLeastShareUntilItAnswers()
    {
        PoolTraffic traffic = BeginLastOneOnItsWay();
        traffic.BeforeLook = () => traffic.Answer(0, 2, status: 500);
        traffic.Pass(5);
        traffic.Servers[0].Available.ShouldBeTrue("nobody else is there");
        traffic.Servers[0].Limit.ShouldBe(5);
        traffic.BeforeLook = () => traffic.Answer(0, 2);
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBeInRange(40, 60);
    }

    [Fact]
    public void TheLastOneFailsAFifthHoweverFewItGets_IsNotHeldDownForGood()
    {
        PoolTraffic traffic = BeginLastOneOnItsWay();
        int asked = 0;
        traffic.BeforeLook = () =>
        {
            for (int i = 0; i < 10; i++)
            {
                traffic.Answer(0, 1, asked++ % 5 == 0 ? 500 : 200);
            }
        };
        traffic.Pass(1.1);
        traffic.Servers[0].Limit.ShouldBe(5, "it may be too much for it");
        traffic.Pass(15);
        traffic.Servers[0].Limit.ShouldBe(100, "it is not");
    }

    [Fact]
    public void AllWereOut_ComeBackWithinTwoAndAHalfSeconds()
    {
        PoolTraffic traffic = Begin(4);
        Array.ForEach(traffic.Servers, server => server.OwnLimit = 100);
        foreach (ServerHealth health in traffic.Pool.Servers)
        {
            traffic.Pool.ConnectFailed(health.Server, traffic.Now);
            traffic.Pool.ProbeEnded(health, good: false, traffic.Now);
        }

        traffic.Servers.ShouldAllBe(server => !server.Available);
        traffic.Pass(30);
        for (int server = 0; server < 4; server++)
        {
            traffic.Pool.ProbeEnded(traffic.Pool.Servers[server], good: true, traffic.Now);
            traffic.Pass(0.1);
        }

        traffic.Servers.ShouldAllBe(server => server.Available && server.Limit <= 20);
        traffic.Pass(2.1);
        traffic.Servers.ShouldAllBe(server => server.Limit == 100);
    }

    [Fact]
    public void NewServerAmongOthers_IsBroughtInStepByStep()
    {
        PoolTraffic traffic = Begin(3);
        Array.ForEach(traffic.Servers, server => server.OwnLimit = 100);
        traffic.Reload(4);
        ServerState added = traffic.Pool.Servers[3].Server;
        added.Limit.ShouldBe(10);
        traffic.BeforeLook += () => traffic.Answer(3);
        traffic.Pass(10);
        added.Limit.ShouldBe(ServerState.Unlimited, "the control loop gives it a limit, not health");
    }

    [Fact]
    public void AllServersAreNew_NothingIsRestored()
    {
        PoolTraffic traffic = new(3);
        traffic.Servers.ShouldAllBe(server => server.Limit == ServerState.Unlimited);
    }

    [Fact]
    public void Requests_EarnRetries()
    {
        PoolTraffic traffic = Begin(2);
        while (traffic.Pool.Retries.TryBegin(100))
        {
            traffic.Pool.Retries.End();
        }

        traffic.BeforeLook += () =>
        {
            for (int i = 0; i < 10; i++)
            {
                traffic.Servers[i % 2].TryEnter();
                traffic.Servers[i % 2].Leave();
            }
        };
        traffic.Pass(2);
        traffic.Pool.Retries.Tokens.ShouldBe(40, 1, "400 requests");
    }

    /// <summary>The other one is out.</summary>
    private PoolTraffic BeginLastOneOnItsWay()
    {
        PoolTraffic traffic = Begin(2);
        Array.ForEach(traffic.Servers, server => server.OwnLimit = 100);
        traffic.Pool.ConnectFailed(traffic.Servers[0], traffic.Now);
        traffic.Pass(2);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[0], good: true, traffic.Now);
        traffic.Pool.ConnectFailed(traffic.Servers[1], traffic.Now).ShouldBeTrue();
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[1], good: false, traffic.Now);
        traffic.Pass(0.1);
        traffic.Servers[0].Limit.ShouldBe(10);
        return traffic;
    }

    private PoolTraffic Begin(int servers)
    {
        PoolTraffic traffic = new(servers);
        traffic.BeforeLook = () =>
        {
            for (int server = 0; server < servers; server++)
            {
                if (!idle.Contains(server) && traffic.Servers[server].Available)
                {
                    traffic.Answer(server, 2, failing.Contains(server) ? 500 : 200);
                }
            }
        };
        traffic.Pass(3);
        return traffic;
    }
}
