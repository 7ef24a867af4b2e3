using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class FirstAvailableTests
{
    [Fact]
    public void FirstServerFailsAndReturns_TheNextOneServesInBetween()
    {
        ServerState[] servers = PoolFixture.EqualServers(3);
        IBalancer balancer = PoolFixture.Create(BalancePolicy.First, servers, seed: 1);
        balancer.Pick(default).ShouldBe(servers[0]);
        servers[0].Set(ServerCondition.Ejected, true);
        balancer.Pick(default).ShouldBe(servers[1]);
        servers[0].Set(ServerCondition.Ejected, false);
        balancer.Pick(default).ShouldBe(servers[0]);
    }
}
