namespace Holdfast.DataPlane.Tests.Health.Rules;

public sealed class SilentDeathTests
{
    private const double Usual = 20;
    private readonly HashSet<int> silent = [];

    [Fact]
    public void SilentWhileOthersAnswer_IsCappedWithinATickOfAQuarterSecond()
    {
        PoolTraffic traffic = Begin(4);
        Silence(traffic, 2, waiting: 2);
        traffic.Pass(0.25);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
        traffic.Pass(0.1);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeTrue();
        traffic.Servers[2].Limit.ShouldBe(1);
        traffic.Servers[2].Available.ShouldBeTrue("silence alone does not eject");
        traffic.Pool.Servers[2].NeedsAnswer.ShouldBeTrue("a stopped process still accepts connects");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConnectsTimeOutOneAfterTheOther_IsSuspectedUnlessItAnswersOthers(bool isSilent)
    {
        PoolTraffic traffic = Begin(4);
        Silence(traffic, 2, waiting: 0);
        traffic.Of(2).NoteConnectTimeout();
        traffic.Pass(0.2);
        if (!isSilent)
        {
            traffic.Of(2, worker: 1).NoteProgress();
        }

        traffic.Pass(0.2);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
        traffic.Of(2, worker: 1).NoteConnectTimeout();
        traffic.Pass(0.05);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBe(isSilent);
    }

    /// <summary>Its queue of connects overflows now and then; the probe that each time-out asks for says whether it is gone.</summary>
    [Fact]
    public void ConnectsTimeOutAtOneThatHasJustBeenSuspectedInVain_IsNotSuspectedForThem()
    {
        PoolTraffic traffic = Begin(4);
        traffic.Pool.Servers[2].Suspect(traffic.Now);
        traffic.Pool.Servers[2].Acquit(traffic.Now);
        Silence(traffic, 2, waiting: 0);
        traffic.Of(2).NoteConnectTimeout();
        traffic.Pass(0.4);
        traffic.Of(2).NoteConnectTimeout();
        traffic.Pass(0.05);

        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
    }

    [Fact]
    public void AProbeThatHangs_Ejects()
    {
        PoolTraffic traffic = Begin(4);
        traffic.Restart();
        Silence(traffic, 2, waiting: 2);
        ProbeWhenSuspected(traffic, 2);
        traffic.Pass(1);
        (int server, EjectionReason reason, double seconds) = traffic.Ejections.ShouldHaveSingleItem();
        (server, reason).ShouldBe((2, EjectionReason.Silent));
        seconds.ShouldBeLessThanOrEqualTo(0.6);
    }

    [Fact]
    public void AProbeThatFails_EjectsAtOnce()
    {
        PoolTraffic traffic = Begin(2);
        Silence(traffic, 1, waiting: 2);
        traffic.Pass(0.4);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[1], good: false, traffic.Now).ShouldBeTrue();
        traffic.Pool.Servers[1].Reason.ShouldBe(EjectionReason.Silent);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[1], good: false, traffic.Now).ShouldBeFalse("it is out already");
    }

    [Fact]
    public void AProbeThatIsAnswered_AcquitsAndMakesPatient()
    {
        PoolTraffic traffic = Begin(4);
        Silence(traffic, 2, waiting: 2);
        traffic.Pass(0.4);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[2], good: true, traffic.Now);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
        traffic.Servers[2].Limit.ShouldBe(ServerState.Unlimited);
        traffic.Pass(0.4);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse("twice as much silence is taken as usual now");
        traffic.Pass(0.2);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void BytesCome_Acquit()
    {
        PoolTraffic traffic = Begin(4);
        Silence(traffic, 2, waiting: 2);
        traffic.Pass(0.4);
        traffic.Of(2).NoteProgress();
        traffic.Pass(0.05);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void OneRequestThatTakesItsTime_IsNoDeath(int waiting)
    {
        PoolTraffic traffic = Begin(4);
        Silence(traffic, 2, waiting);
        traffic.Pass(5);
        traffic.Servers.ShouldAllBe(server => server.Available && server.Limit == ServerState.Unlimited);
    }

    [Fact]
    public void NobodyAnswers_IsNotThisServersFault()
    {
        PoolTraffic traffic = Begin(4);
        for (int server = 0; server < 4; server++)
        {
            Silence(traffic, server, waiting: 5);
        }

        traffic.Pass(5);
        traffic.Pool.Servers.ShouldAllBe(health => !health.Suspicion.IsOn);
    }

    [Fact]
    public void OthersAreIdle_TheProbeDecides()
    {
        PoolTraffic traffic = Begin(2);
        silent.Add(0);
        traffic.Pass(1);
        Silence(traffic, 1, waiting: 2);
        traffic.Pass(0.4);
        traffic.Pool.Servers[1].Suspicion.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void UsuallySlow_GetsThreeTimesItsUsualTime()
    {
        PoolTraffic traffic = Begin(4, milliseconds: 300);
        Silence(traffic, 2, waiting: 2);
        traffic.Pass(0.9);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse();
        traffic.Pass(0.4);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void TheLastOne_IsNeverSuspected()
    {
        PoolTraffic traffic = Begin(1);
        Silence(traffic, 0, waiting: 5);
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBe(ServerState.Unlimited, "a pause would only become an outage");
    }

    [Fact]
    public void JustBack_IsGivenTwoSeconds()
    {
        PoolTraffic traffic = Begin(4);
        traffic.Pool.ConnectFailed(traffic.Servers[2], traffic.Now);
        traffic.Pass(1.1);
        traffic.Pool.ProbeEnded(traffic.Pool.Servers[2], good: true, traffic.Now);
        Silence(traffic, 2, waiting: 2);
        traffic.Pass(1.9);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeFalse("it may be cold");
        traffic.Pass(0.2);
        traffic.Pool.Servers[2].Suspicion.IsOn.ShouldBeTrue();
    }

    /// <summary>All servers answer a request in each look.</summary>
    private PoolTraffic Begin(int servers, double milliseconds = Usual)
    {
        PoolTraffic traffic = new(servers);
        traffic.BeforeLook = () =>
        {
            for (int server = 0; server < servers; server++)
            {
                traffic.Answer(server, silent.Contains(server) ? 0 : 1, milliseconds: milliseconds);
            }
        };
        traffic.Pass(5);
        return traffic;
    }

    private void Silence(PoolTraffic traffic, int server, int waiting)
    {
        silent.Add(server);
        for (int i = 0; i < waiting; i++)
        {
            traffic.Of(server, worker: i % 2).BeginWait();
        }
    }

    private static void ProbeWhenSuspected(PoolTraffic traffic, int server)
    {
        Action before = traffic.BeforeLook;
        traffic.BeforeLook = () =>
        {
            before();
            ServerHealth health = traffic.Pool.Servers[server];
            health.ProbeStartedAt = health.Suspicion.IsOn && health.ProbeStartedAt == 0 ? traffic.Now : health.ProbeStartedAt;
        };
    }
}
