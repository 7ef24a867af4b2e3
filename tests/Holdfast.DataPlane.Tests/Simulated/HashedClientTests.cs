using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Consistent hashing by the client's address, with and without a proxy in front.</summary>
public sealed class HashedClientTests
{
    private const int Users = 40;

    [Fact]
    public void UsersBehindATrustedProxy_AreSpreadAndStayWhereTheyAre()
    {
        string[] first = ServersOf("127.0.0.0/8", "10.0.0.0/8");

        first.Distinct().Count().ShouldBe(4);
        ServersOf("127.0.0.0/8", "10.0.0.0/8").ShouldBe(first);
    }

    [Fact]
    public void AddressesThatAStrangerWrites_LeaveHimAtOneServer() => ServersOf("192.0.2.1").Distinct().ShouldHaveSingleItem();

    /// <summary>As if they had come by themselves: a network of 64 bits may be a whole company.</summary>
    [Fact]
    public void UsersOfOneIPv6NetworkBehindATrustedProxy_AreSpread() =>
        ServersOf(user => $"2001:db8:1:2::{user:x}", "127.0.0.0/8", "10.0.0.0/8").Distinct().Count().ShouldBe(4);

    private static string[] ServersOf(params string[] trusted) => ServersOf(user => $"192.0.2.{user}", trusted);

    private static string[] ServersOf(Func<int, string> address, params string[] trusted)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80", "10.0.0.4:80");
        PoolConfig pool = config.Pools["shop"] with { Balance = new BalanceConfig { Policy = BalancePolicy.ConsistentHash } };
        using SimulatedGateway gateway = new(config with
        {
            Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool },
            Forwarding = new ForwardingConfig { TrustedProxies = trusted },
        });
        for (int server = 1; server <= 4; server++)
        {
            gateway.Origin($"10.0.0.{server}:80").AnswerEach($"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{server}");
        }

        return [.. Enumerable.Range(1, Users).Select(user => Ask(gateway, address(user)))];
    }

    private static string Ask(SimulatedGateway gateway, string user)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {user}\r\n\r\n");
        gateway.Pass(0.01);
        return client.Received[^1..];
    }
}
