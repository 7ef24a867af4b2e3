using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class ServerPaceTests
{
    private const long Millisecond = 1_000_000;
    private const long Expected = 50 * Millisecond;

    private readonly ServerState[] servers = PoolFixture.EqualServers(4);
    private readonly PoolControl control;
    private readonly RouteBaseline route;
    private long now = 1_000_000_000;

    public ServerPaceTests()
    {
        control = new PoolControl(LimitSettings.Default, 1, servers, now);
        route = control.AddRoute();
    }

    /// <summary>So many ticks of 100 ms in which every server answers ten times, the last one so many times slower.</summary>
    private void Pass(int ticks, double lastFactor, int lastAnswers = 10, int failsOfTen = 0, bool allFail = false)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            now += 100 * Millisecond;
            for (int index = 0; index < servers.Length; index++)
            {
                bool isLast = index == servers.Length - 1;
                long time = (long)(Expected * (isLast ? lastFactor : 1));
                for (int answer = 0; answer < (isLast ? lastAnswers : 10); answer++)
                {
                    ServerSamples samples = control.Servers[index].SamplesOf(0);
                    bool lowUse = samples.SawInFlight(1);
                    if ((isLast || allFail) && answer < failsOfTen)
                    {
                        samples.RecordFailure(Millisecond, route.ExpectedNanoseconds, Millisecond, lowUse, late: false);
                        continue;
                    }

                    samples.RecordAnswer(time, route.ExpectedNanoseconds, time, lowUse, late: false);
                    route.SamplesOf(0).RecordAnswer(time, lowUse && !isLast);
                }
            }

            control.Tick(now, QueueStates.Of(0));
        }
    }

    [Fact]
    public void EqualServers_HaveNoSlowness()
    {
        Pass(30, 1.2);
        servers.ShouldAllBe(server => server.Slowness == 1);
    }

    [Fact]
    public void ServerThatBecomesTenTimesSlower_IsKnownWithinHalfASecond()
    {
        Pass(30, 1);
        Pass(5, 10);
        servers[^1].Slowness.ShouldBeInRange(7, 11);
        servers[0].Slowness.ShouldBe(1);
    }

    [Fact]
    public void SlowServerThatNobodyAsks_IsTriedAgain()
    {
        Pass(30, 1);
        Pass(10, 10);
        Pass(120, 1, lastAnswers: 0);
        servers[^1].Slowness.ShouldBe(1);
    }

    [Fact]
    public void ServerThatFailsMany_RepelsWithinASecond_AndIsTriedAgain()
    {
        Pass(30, 1);
        Pass(10, 1, failsOfTen: 5);
        servers[^1].Failing.ShouldBeInRange(6, 21);
        servers.SkipLast(1).ShouldAllBe(server => server.Failing == 1);
        servers[^1].Slowness.ShouldBe(1, "an error at once is neither quick nor slow");
        Pass(120, 1, lastAnswers: 0);
        servers[^1].Failing.ShouldBe(1);
    }

    [Fact]
    public void AllServersFailAlike_NoneRepels()
    {
        Pass(30, 1, failsOfTen: 5, allFail: true);
        servers.ShouldAllBe(server => server.Failing == 1);
    }

    [Fact]
    public void FirstFewFailures_SayNothing()
    {
        Pass(30, 1, lastAnswers: 0);
        Pass(1, 1, lastAnswers: 1, failsOfTen: 10);
        servers[^1].Failing.ShouldBe(1);
    }

    [Fact]
    public void FailingServer_GetsRequestsOnlyWhenTheOtherHasMany()
    {
        ServerState[] pair = PoolFixture.EqualServers(2);
        pair[1].Failing = 5;
        LeastRequestsOfTwo balancer = new(pair, new SeededRandom(4));
        for (int request = 0; request < 5; request++)
        {
            balancer.Pick(new BalancingRequest(0, null, 0)).ShouldBe(pair[0]);
            pair[0].TryEnter().ShouldBeTrue();
        }

        balancer.Pick(new BalancingRequest(0, null, 0)).ShouldBe(pair[1]);
    }

    [Fact]
    public void SlowServer_GetsFewerRequestsAtOnce()
    {
        ServerState[] pair = PoolFixture.EqualServers(2);
        pair[1].Slowness = 10;
        LeastRequestsOfTwo balancer = new(pair, new SeededRandom(3));
        int slow = 0;
        for (int request = 0; request < 12; request++)
        {
            ServerState picked = balancer.Pick(new BalancingRequest(0, null, 0))!;
            picked.TryEnter().ShouldBeTrue();
            slow += picked == pair[1] ? 1 : 0;
        }

        slow.ShouldBeLessThanOrEqualTo(2);
    }
}
