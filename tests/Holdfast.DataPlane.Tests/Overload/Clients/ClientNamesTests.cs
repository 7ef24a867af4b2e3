using System.Net;
using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

/// <summary>What the status calls a client: what tells it apart, but never a secret.</summary>
public sealed class ClientNamesTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void HeaderThatTellsClientsApart_IsNamedWithItsValue() =>
        Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: hog\r\n", "X-User: ann\r\n").ShouldBe(["X-User=ann", "X-User=hog"]);

    [Fact]
    public void RequestWithoutIt_IsNamedByItsAddress() =>
        Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: hog\r\n", "").ShouldBe(["127.0.0.1", "X-User=hog"]);

    [Fact]
    public void Address_StaysOne() => Names(ClientKey.Client, "X-User: hog\r\n").ShouldBe(["127.0.0.1"]);

    [Theory]
    [InlineData(ClientKeySource.Cookie, "session", "Cookie: session={0}\r\n", "session=#")]
    [InlineData(ClientKeySource.Key, "", "X-Api-Key: {0}\r\n", "key=#")]
    [InlineData(ClientKeySource.Key, "", "Authorization: Bearer {0}\r\n", "key=#")]
    [InlineData(ClientKeySource.Header, "X-Auth-Token", "X-Auth-Token: {0}\r\n", "X-Auth-Token=#")]
    [InlineData(ClientKeySource.Header, "Authorization", "Authorization: {0}\r\n", "Authorization=#")]
    public void Secret_IsAShortHash_ThatTellsTwoApart(ClientKeySource source, string name, string line, string front)
    {
        string[] names = Names(new ClientKey(source, name), string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "hunter2"), string.Format(System.Globalization.CultureInfo.InvariantCulture, line, "swordfish"));
        names.Length.ShouldBe(2);
        names[0].ShouldNotBe(names[1]);
        names.ShouldAllBe(one => one.StartsWith(front) && one.Length == front.Length + 8);
    }

    [Fact]
    public void LongAndStrangeValue_IsCutAndCannotForgeALine()
    {
        string name = Names(new ClientKey(ClientKeySource.Header, "X-User"), "X-User: a, \tb" + new string('x', 200) + "\r\n").Single();
        name.ShouldStartWith("X-User=a???b");
        name.ShouldEndWith("x...");
        name.Length.ShouldBe(ClientName.Bytes);
    }

    [Fact]
    public void UsersBehindATrustedProxy_AreNamedByTheirOwnAddresses_OfIPv6ByTheirNetwork() =>
        Names(Behind("127.0.0.0/8", "10.0.0.0/8"), From("192.0.2.1"), From("203.0.113.9, 192.0.2.2:4711"), From("[2001:db8:1:2::9]"), From("2001:db8:1:2::8"))
            .ShouldBe(["192.0.2.1", "192.0.2.2", "2001:db8:1:2::"]);

    /// <summary>They are one client, which had the address of the first of them that a worker saw: another name on each worker, and none that a proxy's users had.</summary>
    [Fact]
    public void ClientsOfOneIPv6Network_AreNamedByIt_ByThemselvesAndBehindATrustedProxy()
    {
        using SimulatedGateway gateway = new(Behind("10.0.0.0/8", "127.0.0.0/8"));
        gateway.Origin().AnswerEach(Ok);
        Send(gateway, "", source: "2001:db8:1:2::77");
        Send(gateway, "", source: "2001:db8:1:2::78");
        Send(gateway, From("2001:db8:1:2::79"));

        NamesAt(gateway).ShouldBe(["2001:db8:1:2::"]);
    }

    [Fact]
    public void UserWhomARateLimitRefuses_IsNamedByHisOwnAddress()
    {
        GatewayConfig config = Behind("127.0.0.0/8", "10.0.0.0/8");
        RateLimitConfig limit = new() { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 1, Per = new ClientKey(ClientKeySource.Route, "") };
        Names(config with { Routes = [config.Routes[0] with { RateLimits = [limit] }] }, From("192.0.2.1"), From("192.0.2.2")).ShouldBe(["192.0.2.1", "192.0.2.2"]);
    }

    /// <summary>They are clients of their own when shares are dealt, and all by the proxy's address they could not be told apart.</summary>
    [Fact]
    public void ProxyThatWritesNoAddress_WhatItWroteIsTheName() =>
        Names(Behind("127.0.0.0/8", "10.0.0.0/8"), From("unknown"), From("hidden"), "").ShouldBe(["127.0.0.1", "X-Forwarded-For=hidden", "X-Forwarded-For=unknown"]);

    [Fact]
    public void AddressThatAStrangerWrites_NamesNobody() => Names(Behind("192.0.2.1"), From("192.0.2.1"), From("192.0.2.2")).ShouldBe(["127.0.0.1"]);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", "192.0.2.1")]
    [InlineData("unknown", "hidden", "X-Forwarded-For=unknown")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:2::")]
    public void ThrottleOfTheNameThatIsShown_HitsThatUserAndNoOther(string meant, string other, string shown)
    {
        using SimulatedGateway gateway = new(Behind("127.0.0.0/8", "10.0.0.0/8"));
        gateway.Origin().AnswerEach(Ok);
        Send(gateway, From(meant));
        Send(gateway, From(other));
        NamesAt(gateway).ShouldContain(shown);

        ThrottleWish wish = new(shown, new RequestRate(1, TimeSpan.FromMinutes(1)), null, TimeSpan.FromMinutes(10), IsDryRun: false, "api: anna");
        gateway.Worker.Throttles.Set(gateway.Worker.Snapshot, ClientKey.Client, wish, gateway.Network.Clock.NowNanoseconds).ShouldBe(ThrottleResult.Applied);

        Send(gateway, From(meant)).ShouldEndWith("ok");
        Send(gateway, From(meant)).ShouldStartWith("HTTP/1.1 429");
        Send(gateway, From(other)).ShouldEndWith("ok");
        Send(gateway, From(other)).ShouldEndWith("ok");
    }

    private static GatewayConfig Behind(params string[] proxies) => SimulatedGateway.ConfigFor() with { Forwarding = new ForwardingConfig { TrustedProxies = proxies } };

    private static string From(string address) => $"X-Forwarded-For: {address}\r\n";

    private static string[] Names(ClientKey key, params string[] lines) => Names(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Client = key } }, lines);

    private static string[] Names(GatewayConfig config, params string[] lines)
    {
        using SimulatedGateway gateway = new(config);
        gateway.Origin().AnswerEach(Ok);
        foreach (string line in lines)
        {
            Send(gateway, line);
        }

        return NamesAt(gateway);
    }

    private static string Send(SimulatedGateway gateway, string line, string? source = null)
    {
        SimulatedPeer client = gateway.Connect(source: source is null ? default : NetworkAddress.From(IPAddress.Parse(source), 4_711));
        client.Send($"GET / HTTP/1.1\r\nHost: a\r\n{line}\r\n");
        gateway.Pass(0.01);
        return client.Received;
    }

    private static string[] NamesAt(SimulatedGateway gateway)
    {
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        pool.Gate.Fairness.Tick([pool.Gate.UsageOf(0)], isContended: false, 1, 10, gateway.Network.Clock.NowNanoseconds);
        return [.. OverloadReader.ReadClients(pool).Select(client => client.Client).Order(StringComparer.Ordinal)];
    }
}
