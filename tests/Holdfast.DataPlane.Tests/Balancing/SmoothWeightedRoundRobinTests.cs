using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class SmoothWeightedRoundRobinTests
{
    [Theory]
    [InlineData(new[] { 100, 100, 100, 100 })]
    [InlineData(new[] { 50, 30, 20 })]
    [InlineData(new[] { 5, 1, 1 })]
    [InlineData(new[] { 997, 501, 250, 125, 64 })]
    public void TenThousandRequests_AreSharedToOnePercent(int[] weights)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            ServerState[] servers = PoolFixture.Servers(weights);
            ShouldBeExact(PoolFixture.Count(PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed), servers, 10_000), weights, seed);
        }
    }

    [Fact]
    public void ServersComeAndGo_TheRestStaysSharedToOnePercent()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            ServerState[] servers = PoolFixture.Servers(1000, 3, 2, 5);
            IBalancer balancer = PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed);
            PoolFixture.Count(balancer, servers, 777);
            servers[0].Set(ServerCondition.Ejected, true);
            ShouldBeExact(PoolFixture.Count(balancer, servers, 10_000), [0, 3, 2, 5], seed);
            servers[3].Draining = true;
            ShouldBeExact(PoolFixture.Count(balancer, servers, 10_000), [0, 3, 2, 0], seed);
            servers[0].Set(ServerCondition.Ejected, false);
            servers[0].Weight = 5;
            servers[3].Draining = false;
            ShouldBeExact(PoolFixture.Count(balancer, servers, 10_000), [5, 3, 2, 5], seed);
        }
    }

    [Fact]
    public void AServerFlapsAllTheTime_TheOthersStillShareByWeight()
    {
        const ulong Seed = 31;
        ServerState[] servers = PoolFixture.Servers(30, 20, 50);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.RoundRobin, servers, Seed);
        int[] counts = new int[3];
        var random = new SeededRandom(Seed);
        for (int i = 0; i < 100_000; i++)
        {
            counts[Array.IndexOf(servers, balancer.Pick(default))]++;
            servers[2].Set(ServerCondition.Ejected, random.Next(100) < 50);
        }

        ((double)counts[0] / counts[1]).ShouldBe(1.5, 0.015, $"seed {Seed}: {string.Join(", ", counts)}");
    }

    [Fact]
    public void HeavyServer_IsSpreadEvenlyBetweenTheOthers()
    {
        ServerState[] servers = PoolFixture.Servers(60, 20, 20);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed: 32);
        PoolFixture.Count(balancer, servers, 50);
        int run = 0;
        for (int i = 0; i < 1_000; i++)
        {
            run = balancer.Pick(default) == servers[0] ? run + 1 : 0;
            run.ShouldBeLessThanOrEqualTo(3, "60 % in a row would be 6 of 10");
        }
    }

    [Fact]
    public void Reload_KeepsThePlaceInTheRound()
    {
        ServerState[] servers = PoolFixture.EqualServers(16);
        IBalancer old = PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed: 33);
        ServerState[] firstHalf = Round(old, 8);
        IBalancer next = PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed: 34, previous: old);
        ServerState[] secondHalf = Round(next, 8);
        firstHalf.Concat(secondHalf).Distinct().Count().ShouldBe(16, "nobody is served twice in a round because of a reload");
    }

    [Fact]
    public void ReloadFromAnotherPolicy_StartsAfresh()
    {
        ServerState[] servers = PoolFixture.EqualServers(4);
        IBalancer old = PoolFixture.Create(BalancePolicy.Random, servers, seed: 35);
        Round(PoolFixture.Create(BalancePolicy.RoundRobin, servers, seed: 36, previous: old), 4).Distinct().Count().ShouldBe(4);
    }

    private static ServerState[] Round(IBalancer balancer, int picks) => [.. Enumerable.Range(0, picks).Select(_ => balancer.Pick(default)!)];

    private static void ShouldBeExact(int[] counts, int[] weights, ulong seed)
    {
        double sum = weights.Sum();
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = counts.Sum() * weights[i] / sum;
            Math.Abs(counts[i] - expected).ShouldBeLessThanOrEqualTo(0.01 * expected, $"server {i}: {counts[i]} for {expected}, seed {seed}");
        }
    }
}
