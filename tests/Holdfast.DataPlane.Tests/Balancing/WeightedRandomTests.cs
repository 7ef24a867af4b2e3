using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class WeightedRandomTests
{
    [Theory]
    [InlineData(new[] { 100, 100, 100, 100 })]
    [InlineData(new[] { 1, 2, 3, 10, 84 })]
    [InlineData(new[] { 1, 1000 })]
    public void Shares_FollowTheWeights(int[] weights)
    {
        const ulong Seed = 11;
        ServerState[] servers = PoolFixture.Servers(weights);
        int[] counts = PoolFixture.Count(PoolFixture.Create(BalancePolicy.Random, servers, Seed), servers, 100_000);
        PoolFixture.ShouldFollowWeights(counts, weights, Seed);
    }

    [Fact]
    public void AvoidedServersShare_GoesToTheOthersByWeight()
    {
        const ulong Seed = 12;
        ServerState[] servers = PoolFixture.Servers(100, 50, 30, 20);
        int[] counts = PoolFixture.Count(PoolFixture.Create(BalancePolicy.Random, servers, Seed), servers, 100_000, servers[0]);
        PoolFixture.ShouldFollowWeights(counts, [0, 50, 30, 20], Seed);
    }

    [Fact]
    public void WeightChangedWhileRunning_ChangesTheShares()
    {
        const ulong Seed = 13;
        ServerState[] servers = PoolFixture.Servers(100, 100);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.Random, servers, Seed);
        PoolFixture.Count(balancer, servers, 10);
        servers[0].Weight = 900;
        PoolFixture.ShouldFollowWeights(PoolFixture.Count(balancer, servers, 50_000), [900, 100], Seed);
    }
}
