using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Rate limits of routes: who is over one is told when to come again, and nobody else notices.</summary>
public sealed class RateLimitTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static GatewayConfig With(params RateLimitConfig[] limits)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        return config with { Routes = [config.Routes[0] with { RateLimits = limits }] };
    }

    /// <summary>One request in a minute of each, behind a proxy that is believed or not.</summary>
    private static SimulatedGateway OneEach(ClientKey per, params string[] trusted)
    {
        GatewayConfig config = With(new RateLimitConfig { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 1, Per = per });
        SimulatedGateway gateway = new(config with { Forwarding = new ForwardingConfig { TrustedProxies = trusted } });
        gateway.Origin().AnswerEach(Ok);
        return gateway;
    }

    private static bool Passes(SimulatedGateway gateway, string forwardedFor) =>
        Ask(gateway, $"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {forwardedFor}\r\n\r\n").EndsWith("ok", StringComparison.Ordinal);

    private static string Ask(SimulatedGateway gateway, string request = Get)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send(request);
        gateway.Pass(0.001);
        return client.Received;
    }

    [Fact]
    public void OverTheRate_Is429WithTheTimeToWait_AndAReloadGivesNobodyANewBucket()
    {
        GatewayConfig config = With(new RateLimitConfig { Rate = new RequestRate(1, TimeSpan.FromSeconds(5)), Burst = 2 });
        using SimulatedGateway gateway = new(config);
        gateway.Origin().AnswerEach(Ok);

        Ask(gateway).ShouldEndWith("ok");
        Ask(gateway).ShouldEndWith("ok");
        string refused = Ask(gateway);
        refused.ShouldStartWith("HTTP/1.1 429 Too Many Requests");
        refused.ShouldContain("X-Shed-Reason: shed_rate_limit\r\n");
        refused.ShouldMatch("Retry-After: ([5-9]|10)\r\n", "from when there is room again to twice as long, so that not all come back together");
        gateway.Reload(config);
        Ask(gateway).ShouldStartWith("HTTP/1.1 429");
        gateway.Pass(5);
        Ask(gateway).ShouldEndWith("ok");
    }

    [Fact]
    public void WhoIsOverALimitOfItsOwn_SpendsNothingOfTheRoutes()
    {
        RateLimitConfig ofEach = new() { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 1, Per = new ClientKey(ClientKeySource.Key, "") };
        RateLimitConfig ofAll = new() { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 10, Concurrency = 100, Per = new ClientKey(ClientKeySource.Route, "") };
        using SimulatedGateway gateway = new(With(ofAll, ofEach));
        gateway.Origin().AnswerEach(Ok);

        for (int i = 0; i < 50; i++)
        {
            Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\nX-Api-Key: hog\r\n\r\n");
        }

        for (int i = 0; i < 9; i++)
        {
            Ask(gateway, $"GET / HTTP/1.1\r\nHost: a\r\nX-Api-Key: client{i}\r\n\r\n").ShouldEndWith("ok");
        }

        Ask(gateway, "GET / HTTP/1.1\r\nHost: a\r\nX-Api-Key: tenth\r\n\r\n").ShouldStartWith("HTTP/1.1 429");
    }

    [Fact]
    public void WhoIsOverARateLimit_SpendsNothingOfTheBoundThatAnOperatorPutOnIt()
    {
        using SimulatedGateway gateway = new(With(new RateLimitConfig { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 1 }));
        gateway.Origin().AnswerEach(Ok);
        ThrottleWish wish = new("127.0.0.1", new RequestRate(5, TimeSpan.FromSeconds(1)), null, TimeSpan.FromMinutes(10), IsDryRun: false, "api: anna");
        long now = gateway.Network.Clock.NowNanoseconds;
        gateway.Worker.Throttles.Set(gateway.Worker.Snapshot, ClientKey.Client, wish, now).ShouldBe(ThrottleResult.Applied);

        Ask(gateway).ShouldEndWith("ok");
        for (int i = 0; i < 30; i++)
        {
            Ask(gateway).ShouldStartWith("HTTP/1.1 429");
        }

        ThrottleReading reading = gateway.Worker.Throttles.Read(now).ShouldHaveSingleItem();
        (reading.Allowed, reading.Refused).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(ClientKeySource.Client, "")]
    [InlineData(ClientKeySource.Network, "")]
    [InlineData(ClientKeySource.Header, "X-Customer")]
    [InlineData(ClientKeySource.Cookie, "session")]
    [InlineData(ClientKeySource.Key, "")]
    public void UsersBehindATrustedProxy_HaveABucketEach(ClientKeySource source, string name)
    {
        using SimulatedGateway gateway = OneEach(new ClientKey(source, name), "127.0.0.0/8", "10.0.0.0/8");

        Passes(gateway, "192.0.2.1").ShouldBeTrue();
        Passes(gateway, "198.51.100.2").ShouldBeTrue("nobody but the proxy has asked twice");
        Passes(gateway, "2001:db8:1:2::1").ShouldBeTrue();
        Passes(gateway, "203.0.113.9, 192.0.2.1").ShouldBeFalse("only what stands last is the proxy's own word");
        Passes(gateway, "[2001:db8:1:2:9::2]:443").ShouldBeFalse("of IPv6 all addresses of a network of 64 bits are one client");
    }

    [Theory]
    [InlineData(ClientKeySource.Client, true)]
    [InlineData(ClientKeySource.Network, false)]
    [InlineData(ClientKeySource.Route, false)]
    public void NeighboursBehindATrustedProxy_AreOneWhereNetworksOrNobodyAreToldApart(ClientKeySource source, bool passes)
    {
        using SimulatedGateway gateway = OneEach(new ClientKey(source, ""), "127.0.0.0/8", "10.0.0.0/8");

        Passes(gateway, "192.0.2.1").ShouldBeTrue();
        Passes(gateway, "192.0.2.2").ShouldBe(passes);
    }

    [Fact]
    public void AddressThatAStrangerWrites_GivesNoSecondBucket()
    {
        using SimulatedGateway gateway = OneEach(ClientKey.Client, "192.0.2.1");

        Passes(gateway, "198.51.100.1").ShouldBeTrue();
        Passes(gateway, "198.51.100.2").ShouldBeFalse();
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("192.0.2.300")]
    [InlineData("192.0.2.1, ")]
    public void TrustedProxyThatWritesNoAddress_IsTheClientItself(string forwardedFor)
    {
        using SimulatedGateway gateway = OneEach(ClientKey.Client, "127.0.0.0/8", "10.0.0.0/8");

        Ask(gateway).ShouldEndWith("ok");
        Passes(gateway, forwardedFor).ShouldBeFalse();
        Passes(gateway, "192.0.2.1").ShouldBeTrue();
    }

    [Fact]
    public void DryRun_LetsAllPass()
    {
        using SimulatedGateway gateway = new(With(new RateLimitConfig { Rate = new RequestRate(1, TimeSpan.FromSeconds(5)), Burst = 1, DryRun = true }));
        gateway.Origin().AnswerEach(Ok);
        Ask(gateway).ShouldEndWith("ok");
        Ask(gateway).ShouldEndWith("ok");
    }

    [Fact]
    public void DryRun_CountsWhatItWouldHaveRefused_OfTheRoute()
    {
        RateLimitConfig tried = new() { Rate = new RequestRate(1, TimeSpan.FromSeconds(5)), Burst = 1, DryRun = true };
        RateLimitConfig meant = new() { Rate = new RequestRate(1, TimeSpan.FromSeconds(5)), Burst = 3 };
        using SimulatedGateway gateway = new(With(tried, meant));
        gateway.Origin().AnswerEach(Ok);

        for (int request = 0; request < 5; request++)
        {
            Ask(gateway);
        }

        gateway.Metrics.Routes().Single().Sum(route => route.RateLimitDryRun).ShouldBe(2, "of the three that go on, two; the others are refused and counted as that");
    }

    [Fact]
    public void WhatIsRefused_IsOfferedAllTheSame()
    {
        using SimulatedGateway gateway = new(With(new RateLimitConfig { Rate = new RequestRate(1, TimeSpan.FromMinutes(1)), Burst = 1 }));
        gateway.Origin().AnswerEach(Ok);
        PoolSnapshot pool = gateway.Worker.Pools[0].Snapshot;
        for (int tick = 0; tick < 50; tick++)
        {
            Ask(gateway);
            gateway.Pass(0.098);
            pool.Gate.Control.Tick(gateway.Network.Clock.NowNanoseconds, default);
        }

        OverloadReader.Read(pool, gateway.Network.Clock.NowNanoseconds).OfferedPerSecond.ShouldBe(10, 1, "ten come each second, and holdfast_pool_offered_total counts them");
    }

    [Fact]
    public void PlacesOfAConcurrencyBound_AreGivenBackWithEachAnswer()
    {
        using SimulatedGateway gateway = new(With(new RateLimitConfig { Concurrency = 1 }));
        SimulatedOrigin origin = gateway.Origin();

        Ask(gateway).ShouldBeEmpty();
        Ask(gateway).ShouldStartWith("HTTP/1.1 429");
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        origin.AnswerEach(Ok);
        Ask(gateway).ShouldEndWith("ok");
        Ask(gateway).ShouldEndWith("ok");
    }
}
