using System.Text;
using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Balancing;

public sealed class ConsistentHashTests
{
    private const int Keys = 50_000;

    [Theory]
    [InlineData(2, 20_000)]
    [InlineData(10, 50_000)]
    [InlineData(50, 100_000)]
    public void ManyKeys_FillServersEvenly(int servers, int keys)
    {
        int[] counts = Load(PoolFixture.EqualServers(servers), keys);
        (counts.Max() / counts.Average()).ShouldBeLessThanOrEqualTo(1.1);
    }

    [Fact]
    public void ThousandServers_AreFilledLikeByChance()
    {
        // With 20 keys a server chance alone leaves the fullest of 1,000 at 3.3 standard deviations above the mean: no evenness of the
        // hash can be better, a clumsy one is worse. Chi squared of 999 degrees has a standard deviation of 45.
        int[] counts = Load(PoolFixture.EqualServers(1_000), 20_000);
        double chiSquared = counts.Sum(count => (count - 20.0) * (count - 20.0) / 20.0);
        chiSquared.ShouldBeInRange(999 - (4 * 45), 999 + (4 * 45));
    }

    [Theory]
    [InlineData(new[] { 10, 20, 30, 40 })]
    [InlineData(new[] { 1, 99 })]
    [InlineData(new[] { 1, 1000, 500, 3, 12, 800, 40, 40, 7 })]
    public void Weights_AreFollowed(int[] weights) =>
        PoolFixture.ShouldFollowWeights(Load(PoolFixture.Servers(weights), Keys), weights, seed: 0);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(50)]
    public void ServerLeaves_OnlyItsKeysMoveAndTheyComeBack(int count)
    {
        ServerState[] servers = PoolFixture.EqualServers(count);
        IBalancer balancer = Create(servers);
        ServerState[] before = Owners(balancer);
        servers[1].Set(ServerCondition.Ejected, true);
        ServerState[] without = Owners(balancer);
        int moved = 0;
        for (int key = 0; key < Keys; key++)
        {
            if (before[key] != without[key])
            {
                before[key].ShouldBe(servers[1]);
                moved++;
            }
        }

        moved.ShouldBeLessThanOrEqualTo((int)(1.2 * Keys / count));
        moved.ShouldBe(before.Count(owner => owner == servers[1]));
        servers[1].Set(ServerCondition.Ejected, false);
        Owners(balancer).ShouldBe(before);
    }

    [Fact]
    public void WeightGrows_KeysMoveOnlyToThatServer()
    {
        ServerState[] servers = PoolFixture.EqualServers(10);
        IBalancer balancer = Create(servers);
        ServerState[] before = Owners(balancer);
        servers[4].Weight = 200;
        ServerState[] after = Owners(balancer);
        for (int key = 0; key < Keys; key++)
        {
            (after[key] == before[key] || after[key] == servers[4]).ShouldBeTrue($"key {key}");
        }
    }

    [Fact]
    public void AvoidedServersKeys_GoWhereTheyWouldGoWithoutIt()
    {
        ServerState[] servers = PoolFixture.Servers(10, 20, 30, 40, 50);
        IBalancer balancer = Create(servers);
        var avoiding = new ServerState?[1_000];
        for (int key = 0; key < avoiding.Length; key++)
        {
            avoiding[key] = balancer.Pick(new BalancingRequest((ulong)key, servers[3], 0));
        }

        servers[3].Draining = true;
        for (int key = 0; key < avoiding.Length; key++)
        {
            balancer.Pick(new BalancingRequest((ulong)key, null, 0)).ShouldBe(avoiding[key]);
        }
    }

    [Fact]
    public void OrderOfTheServers_DoesNotMatter()
    {
        ServerState[] servers = PoolFixture.Servers(10, 20, 30, 40, 50);
        Owners(Create([.. servers.Reverse()])).ShouldBe(Owners(Create(servers)));
    }

    [Fact]
    public void NewAddressOfAServer_MovesNoKeys()
    {
        var changes = new ServerChanges();
        ServerState[] Servers(uint lastAddress) =>
        [
            new("shop", "a", NetworkAddress.FromIPv4(1, 80), 100, changes),
            new("shop", "b", NetworkAddress.FromIPv4(2, 80), 100, changes),
            new("shop", "c", NetworkAddress.FromIPv4(lastAddress, 80), 100, changes),
        ];
        Owners(Create(Servers(3))).Select(owner => owner.Name).ShouldBe(Owners(Create(Servers(77))).Select(owner => owner.Name));
    }

    [Fact]
    public void ServersWithOneName_ShareItsKeys()
    {
        var changes = new ServerChanges();
        ServerState[] servers = [.. Enumerable.Range(0, 3).Select(i => new ServerState("shop", "app", NetworkAddress.FromIPv4((uint)i, 80), 100, changes))];
        Load(servers, 10_000).Min().ShouldBeGreaterThan(3_000);
    }

    [Fact]
    public void SimilarTexts_GetEvenlySpreadKeys()
    {
        ServerState[] servers = PoolFixture.EqualServers(10);
        IBalancer balancer = Create(servers);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++)
        {
            ulong key = HashKey.Of(Encoding.ASCII.GetBytes($"user-{i:D6}"));
            counts[Array.IndexOf(servers, balancer.Pick(new BalancingRequest(key, null, 0)))]++;
        }

        (counts.Max() / 10_000.0).ShouldBeLessThanOrEqualTo(1.1);
    }

    [Fact]
    public void NeighbouringClientAddresses_GetEvenlySpreadKeysWhateverTheirPorts()
    {
        ServerState[] servers = PoolFixture.EqualServers(10);
        IBalancer balancer = Create(servers);
        int[] counts = new int[10];
        for (uint i = 0; i < 65_536; i++)
        {
            ulong key = HashKey.Of(NetworkAddress.FromIPv4(0x0A0B_0000 | i, 1234));
            key.ShouldBe(HashKey.Of(NetworkAddress.FromIPv4(0x0A0B_0000 | i, 4321)));
            counts[Array.IndexOf(servers, balancer.Pick(new BalancingRequest(key, null, 0)))]++;
        }

        (counts.Max() / 6_553.6).ShouldBeLessThanOrEqualTo(1.1);
    }

    private static IBalancer Create(ServerState[] servers) => PoolFixture.Create(BalancePolicy.ConsistentHash, servers, seed: 1);

    private static int[] Load(ServerState[] servers, int keys)
    {
        var places = servers.Select((server, i) => (server, i)).ToDictionary(pair => pair.server, pair => pair.i);
        IBalancer balancer = Create(servers);
        int[] counts = new int[servers.Length];
        for (int key = 0; key < keys; key++)
        {
            counts[places[balancer.Pick(new BalancingRequest((ulong)key, null, 0))!]]++;
        }

        return counts;
    }

    private static ServerState[] Owners(IBalancer balancer) =>
        [.. Enumerable.Range(0, Keys).Select(key => balancer.Pick(new BalancingRequest((ulong)key, null, 0))!)];
}
