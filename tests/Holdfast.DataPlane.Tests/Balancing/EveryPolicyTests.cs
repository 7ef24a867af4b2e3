using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Balancing;

/// <summary>What holds for each balancer, whatever its policy.</summary>
public sealed class EveryPolicyTests
{
    public static TheoryData<BalancePolicy> Policies => [.. Enum.GetValues<BalancePolicy>()];

    [Theory]
    [MemberData(nameof(Policies))]
    public void NoServers_PicksNone(BalancePolicy policy) =>
        PoolFixture.Create(policy, [], seed: 1).Pick(default).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Policies))]
    public void AllServersDown_PicksNoneAndRecovers(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.EqualServers(3);
        IBalancer balancer = PoolFixture.Create(policy, servers, seed: 2);
        Array.ForEach(servers, server => server.Set(ServerCondition.ProbesFailed, true));
        balancer.Pick(default).ShouldBeNull();
        servers[2].Set(ServerCondition.ProbesFailed, false);
        balancer.Pick(default).ShouldBe(servers[2]);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void UnavailableDrainingOrWeightlessServers_AreNeverPicked(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.Servers(100, 100, 100, 0, 100);
        servers[0].Set(ServerCondition.Ejected, true);
        servers[1].Draining = true;
        IBalancer balancer = PoolFixture.Create(policy, servers, seed: 3);
        int[] counts = PoolFixture.Count(balancer, servers, 1_000);
        counts[..2].ShouldBe([0, 0]);
        counts[3].ShouldBe(0);
        servers[4].Weight = 0;
        PoolFixture.Count(balancer, servers, 100)[2].ShouldBe(100);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void AvoidedServer_IsPickedOnlyWhenNothingElseRemains(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.Servers(100, 300, 50);
        IBalancer balancer = PoolFixture.Create(policy, servers, seed: 4);
        foreach (ServerState avoided in servers)
        {
            PoolFixture.Count(balancer, servers, 500, avoided)[Array.IndexOf(servers, avoided)].ShouldBe(0);
        }

        servers[0].Draining = true;
        servers[2].Draining = true;
        PoolFixture.Count(balancer, servers, 5, servers[1])[1].ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void AvoidedServerThatIsNotInThePool_ChangesNothing(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        ServerState stranger = PoolFixture.EqualServers(3)[2];
        int[] counts = PoolFixture.Count(PoolFixture.Create(policy, servers, seed: 5), servers, 100, stranger);
        counts.Sum().ShouldBe(100);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void EqualSeeds_PickAlike(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.Servers(10, 20, 30, 40);
        IBalancer one = PoolFixture.Create(policy, servers, seed: 6);
        IBalancer other = PoolFixture.Create(policy, servers, seed: 6);
        for (ulong key = 0; key < 200; key++)
        {
            one.Pick(new BalancingRequest(key, null, 0)).ShouldBe(other.Pick(new BalancingRequest(key, null, 0)));
        }
    }

    [Theory]
    [InlineData(BalancePolicy.LeastRequests)]
    [InlineData(BalancePolicy.RoundRobin)]
    [InlineData(BalancePolicy.PeakEwma)]
    [InlineData(BalancePolicy.Random)]
    public void ManyWorkersFirstRequests_SpreadOverTheServers(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.EqualServers(8);
        int[] counts = new int[8];
        for (ulong worker = 0; worker < 800; worker++)
        {
            counts[Array.IndexOf(servers, PoolFixture.Create(policy, servers, seed: worker).Pick(default))]++;
        }

        PoolFixture.ShouldFollowWeights(counts, [1, 1, 1, 1, 1, 1, 1, 1], seed: 0);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Picks_AllocateNothing(BalancePolicy policy)
    {
        ServerState[] servers = PoolFixture.Servers(10, 20, 30, 40);
        IBalancer balancer = PoolFixture.Create(policy, servers, seed: 7);
        PickAndFlip(balancer, servers, 1_000);
        // Of three rounds the least: the runtime itself allocates some hundred bytes on the thread whose code it replaces, once.
        long least = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            PickAndFlip(balancer, servers, 20_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }

    [Fact]
    public void EveryPolicyOfTheConfiguration_HasARow() =>
        Enum.GetValues<BalancePolicy>().Select(policy => PoolFixture.Create(policy, [], 1).GetType()).Distinct().Count()
            .ShouldBe(Enum.GetValues<BalancePolicy>().Length);

    [Fact]
    public void ServersWithDifferentChangeCounters_AreRefused() =>
        Should.Throw<ArgumentException>(() => PoolFixture.Create(BalancePolicy.Random, [PoolFixture.EqualServers(1)[0], PoolFixture.EqualServers(2)[1]], 1));

    private static void PickAndFlip(IBalancer balancer, ServerState[] servers, int picks)
    {
        for (int i = 0; i < picks; i++)
        {
            ServerState picked = balancer.Pick(new BalancingRequest((ulong)i, i % 7 == 0 ? servers[1] : null, i))!;
            picked.TryEnter().ShouldBeTrue();
            picked.RecordLatency(1_000_000 + i, i * 1_000_000L);
            picked.Leave();
            servers[2].Set(ServerCondition.Ejected, i % 5 == 0);
        }
    }
}
