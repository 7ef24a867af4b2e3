using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class LeastRequestsOfTwoTests
{
    [Theory]
    [InlineData(new[] { 100, 100, 100 })]
    [InlineData(new[] { 1, 1000 })]
    [InlineData(new[] { 10, 20, 30, 40, 900 })]
    public void IdlePool_IsSharedByWeight(int[] weights)
    {
        const ulong Seed = 21;
        ServerState[] servers = PoolFixture.Servers(weights);
        int[] counts = PoolFixture.Count(PoolFixture.Create(BalancePolicy.LeastRequests, servers, Seed), servers, 100_000);
        PoolFixture.ShouldFollowWeights(counts, weights, Seed);
    }

    [Fact]
    public void TwoServers_TheFullerOneIsNeverPicked()
    {
        ServerState[] servers = PoolFixture.EqualServers(2);
        servers[0].TryEnter().ShouldBeTrue();
        PoolFixture.Count(PoolFixture.Create(BalancePolicy.LeastRequests, servers, seed: 22), servers, 200)[1].ShouldBe(200);
    }

    [Fact]
    public void SmallEmptyServer_IsNotChosenOverABigOneWithLittleToDo()
    {
        ServerState[] servers = PoolFixture.Servers(1, 100);
        servers[1].TryEnter().ShouldBeTrue();
        int[] counts = PoolFixture.Count(PoolFixture.Create(BalancePolicy.LeastRequests, servers, seed: 23), servers, 10_000);
        counts[0].ShouldBeLessThan(200, "about 1 % is its share");
    }

    [Fact]
    public void SteadyLoad_FillsServersInProportionToTheirWeights()
    {
        const ulong Seed = 24;
        int[] weights = [100, 200, 300, 400];
        ServerState[] servers = PoolFixture.Servers(weights);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.LeastRequests, servers, Seed);
        var random = new SeededRandom(Seed);
        var running = new List<ServerState>();
        for (int i = 0; i < 50_000; i++)
        {
            if (running.Count == 1_000)
            {
                int ending = random.Next(running.Count);
                running[ending].Leave();
                running[ending] = running[^1];
                running.RemoveAt(running.Count - 1);
            }

            ServerState picked = balancer.Pick(default)!;
            picked.TryEnter().ShouldBeTrue();
            running.Add(picked);
        }

        for (int i = 0; i < servers.Length; i++)
        {
            ((double)servers[i].InFlight / weights[i]).ShouldBe(1.0, 0.06, $"server {i}, seed {Seed}");
        }
    }
}
