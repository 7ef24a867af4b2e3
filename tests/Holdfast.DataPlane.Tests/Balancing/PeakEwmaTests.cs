using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class PeakEwmaTests
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;

    [Fact]
    public void SlowServer_IsAvoidedAndTriedAgainLater()
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.PeakEwma, servers, seed: 41);
        servers[0].RecordLatency(500 * Millisecond, Second);
        servers[1].RecordLatency(5 * Millisecond, Second);
        Picks(balancer, servers[0], Second, 100).ShouldBe(0);
        // The fast one keeps proving itself; the slow one's estimate wears off with a time constant of 10 s: 100 times less after 46 s.
        servers[1].RecordLatency(5 * Millisecond, 50 * Second);
        Picks(balancer, servers[0], 50 * Second, 100).ShouldBe(100);
    }

    [Fact]
    public void NoHistory_IsNeitherFloodedNorLeftOut()
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.PeakEwma, servers, seed: 42);
        servers[0].RecordLatency(5 * Millisecond, Second);
        Picks(balancer, servers[1], Second, 1_000).ShouldBeInRange(400, 600);
        servers[1].TryEnter().ShouldBeTrue();
        Picks(balancer, servers[1], Second, 100).ShouldBe(0);
    }

    [Fact]
    public void FastFailures_RepelRequests()
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.PeakEwma, servers, seed: 43);
        servers[0].RecordLatency(200 * Millisecond, Second);
        servers[1].RecordLatency(ServerState.FailureLatencyNanoseconds, Second);
        Picks(balancer, servers[1], Second, 100).ShouldBe(0);
    }

    /// <summary>A single error is no reason to leave a server out for half a minute; a share of them is.</summary>
    [Fact]
    public void ServerThatAnswersWithErrorsAtOnce_RepelsRequests()
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.PeakEwma, servers, seed: 46);
        servers[0].RecordLatency(50 * Millisecond, Second);
        servers[1].RecordLatency(20 * Millisecond, Second);
        servers[1].Failing = 5;
        Picks(balancer, servers[1], Second, 100).ShouldBe(0);
    }

    [Fact]
    public void WaitingRequestsAndWeight_CountWithTheLatency()
    {
        ServerState[] servers = PoolFixture.Servers(100, 100);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.PeakEwma, servers, seed: 44);
        servers[0].RecordLatency(10 * Millisecond, Second);
        servers[1].RecordLatency(25 * Millisecond, Second);
        servers[0].TryEnter().ShouldBeTrue();
        Picks(balancer, servers[0], Second, 100).ShouldBe(100, "10 ms x 2 < 25 ms x 1");
        servers[0].TryEnter().ShouldBeTrue();
        Picks(balancer, servers[0], Second, 100).ShouldBe(0, "10 ms x 3 > 25 ms x 1");
        servers[0].Weight = 200;
        Picks(balancer, servers[0], Second, 100).ShouldBe(100, "10 ms x 3 / 2 < 25 ms x 1");
    }

    [Fact]
    public void EqualServers_AreSharedEvenly()
    {
        const ulong Seed = 45;
        ServerState[] servers = PoolFixture.EqualServers(5);
        int[] counts = PoolFixture.Count(PoolFixture.Create(BalancePolicy.PeakEwma, servers, Seed), servers, 50_000);
        PoolFixture.ShouldFollowWeights(counts, [1, 1, 1, 1, 1], Seed);
    }

    private static int Picks(IBalancer balancer, ServerState server, long now, int picks) =>
        Enumerable.Range(0, picks).Count(_ => balancer.Pick(new BalancingRequest(0, null, now)) == server);
}
