using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Class and deadline that stand in a request: whom they are believed of, and what follows from them.</summary>
public sealed class TermsTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static GatewayConfig Trusting(params string[] proxies) => SimulatedGateway.ConfigFor() with
    {
        Forwarding = new ForwardingConfig { ClassHeader = "X-Request-Class", TrustedProxies = proxies },
    };

    private static SimulatedPeer Send(SimulatedGateway gateway, string path, string fields = "")
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        gateway.Pass(0.002);
        return client;
    }

    /// <summary>One server with one slot, which the first client holds.</summary>
    private static SimulatedGateway Full(GatewayConfig config, out SimulatedOrigin origin)
    {
        SimulatedGateway gateway = new(config);
        origin = gateway.Origin();
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 1;
        Send(gateway, "/first");
        return gateway;
    }

    private static int Clients(SimulatedGateway gateway)
    {
        ClientUsage usage = gateway.Worker.Pools[0].Snapshot.Gate.UsageOf(0);
        return Enumerable.Range(0, usage.Slots).Count(place => usage.TryRead(place, out _, out _));
    }

    private static long Finished(SimulatedGateway gateway, RequestClass requestClass) =>
        gateway.Worker.Pools[0].Samples.CompletionsOf(requestClass);

    [Theory]
    [InlineData("CRITICAL", RequestClass.Critical)]
    [InlineData("best-effort", RequestClass.BestEffort)]
    [InlineData("bulk", RequestClass.Bulk)]
    [InlineData("golden", RequestClass.Default)]
    public void ClassThatATrustedProxySays_Counts(string word, RequestClass requestClass)
    {
        using SimulatedGateway gateway = new(Trusting("127.0.0.0/8", "10.0.0.0/8"));
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);

        Send(gateway, "/", $"X-Request-Class: {word}\r\n").Received.ShouldEndWith("ok");

        Finished(gateway, requestClass).ShouldBe(1);
        origin.Requests.ShouldContain($"X-Request-Class: {word}\r\n");
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", 2)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", 1)]
    [InlineData("2001:db8:1:2::1", "[2001:db8:1:2:9::2]:443", 1)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", 2)]
    [InlineData("unknown", "hidden", 2)]
    public void ClientsBehindATrustedProxy_AreOneWhereTheyShareANetwork(string first, string second, int clients)
    {
        using SimulatedGateway gateway = new(Trusting("127.0.0.0/8", "10.0.0.0/8"));
        gateway.Origin().AnswerEach(Ok);

        Send(gateway, "/", $"X-Forwarded-For: {first}\r\n");
        Send(gateway, "/", $"X-Forwarded-For: 2001:db8::9, {second}\r\n");

        Clients(gateway).ShouldBe(clients);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-For: 192.0.2.1\r\n", "X-Forwarded-For: 192.0.2.8\r\nX-Forwarded-For: 192.0.2.1\r\n")]
    public void ClientThatWritesTheHeaderItself_IsStillWhoTheProxySaw(string first, string second)
    {
        using SimulatedGateway gateway = new(Trusting("127.0.0.0/8", "10.0.0.0/8"));
        gateway.Origin().AnswerEach(Ok);

        Send(gateway, "/", first);
        Send(gateway, "/", second);

        Clients(gateway).ShouldBe(1);
    }

    [Theory]
    [InlineData("X-Api-Key: a", "X-Api-Key: b", 2)]
    [InlineData("X-Api-Key: a", "X-Api-Key: a", 1)]
    [InlineData("X-Other: a", "X-Other: b", 1)]
    public void ClientsThatAKeyTellsApart_HaveSharesOfTheirOwn(string first, string second, int clients)
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Client = new ClientKey(ClientKeySource.Key, "") } });
        gateway.Origin().AnswerEach(Ok);

        Send(gateway, "/", first + "\r\n");
        Send(gateway, "/", second + "\r\n");

        Clients(gateway).ShouldBe(clients);
    }

    [Fact]
    public void ClientWritesTheClassBeforeTheProxyDoes_TheProxysCounts()
    {
        using SimulatedGateway gateway = new(Trusting("127.0.0.0/8", "10.0.0.0/8"));
        gateway.Origin().AnswerEach(Ok);

        Send(gateway, "/", "X-Request-Class: critical\r\nX-Request-Class: bulk\r\n");

        Finished(gateway, RequestClass.Bulk).ShouldBe(1);
    }

    [Fact]
    public void WithoutTheHeader_TheRoutesClassCounts()
    {
        GatewayConfig config = Trusting("127.0.0.0/8", "10.0.0.0/8");
        using SimulatedGateway gateway = new(config with { Routes = [config.Routes[0] with { Class = RequestClass.Bulk }] });
        gateway.Origin().AnswerEach(Ok);

        Send(gateway, "/");

        Finished(gateway, RequestClass.Bulk).ShouldBe(1);
    }

    [Fact]
    public void ClassThatAStrangerSays_IsNeitherBelievedNorPassedOn()
    {
        using SimulatedGateway gateway = new(Trusting("192.0.2.1"));
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);

        Send(gateway, "/", "X-Request-Class: critical\r\nX-Other: kept\r\nx-request-class: critical\r\n").Received.ShouldEndWith("ok");

        Finished(gateway, RequestClass.Default).ShouldBe(1);
        origin.Requests.ToUpperInvariant().ShouldNotContain("X-REQUEST-CLASS");
        origin.Requests.ShouldContain("X-Other: kept\r\n");
    }

    [Fact]
    public void ClassThatIsSaid_DecidesWhoGoesFirst()
    {
        using SimulatedGateway gateway = Full(Trusting("127.0.0.0/8", "10.0.0.0/8"), out SimulatedOrigin origin);
        Send(gateway, "/look");
        Send(gateway, "/pay", "X-Request-Class: critical\r\n");

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);

        origin.Requests.ShouldContain("/pay");
        origin.Requests.ShouldNotContain("/look");
    }

    [Fact]
    public void ServerIsToldWhatIsLeft_AfterTheWaiting()
    {
        using SimulatedGateway gateway = Full(SimulatedGateway.ConfigFor(), out SimulatedOrigin origin);
        Send(gateway, "/second", "X-Request-Deadline: 800\r\ngrpc-timeout: 1S\r\n");
        gateway.Pass(0.050);

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.005);

        string second = origin.Requests[origin.Requests.IndexOf("/second", StringComparison.Ordinal)..];
        second.Split("X-Request-Deadline:").Length.ShouldBe(2);
        long left = long.Parse(second.Split("X-Request-Deadline:")[1].Split('\r')[0].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        left.ShouldBeInRange(735, 748);
        second.Split("grpc-timeout:")[1].Split('\r')[0].Trim().ShouldBe($"{left}m");
    }

    [Fact]
    public void LongDeadline_LengthensNothing_AndWhatIsNoDeadlineIsPassedOn()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        using SimulatedGateway gateway = new(config with { Routes = [config.Routes[0] with { Timeout = TimeSpan.FromSeconds(1) }] });
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer late = Send(gateway, "/", "X-Request-Deadline: 60000\r\n");
        SimulatedPeer other = Send(gateway, "/", "X-Request-Deadline: 1700000000000\r\n");

        gateway.Pass(1.1);

        late.Received.ShouldStartWith("HTTP/1.1 504");
        other.Received.ShouldStartWith("HTTP/1.1 504");
        origin.Requests.ShouldContain("X-Request-Deadline:      99");
        origin.Requests.ShouldContain("X-Request-Deadline: 1700000000000\r\n");
    }

    [Fact]
    public void DeadlineThatPassesInTheQueue_IsAnsweredAtOnceAndNeverDispatched()
    {
        using SimulatedGateway gateway = Full(SimulatedGateway.ConfigFor(), out SimulatedOrigin origin);
        SimulatedPeer second = Send(gateway, "/second", "X-Request-Deadline: 30\r\n");

        gateway.Pass(0.020);
        second.Received.ShouldBeEmpty();
        gateway.Pass(0.016);
        second.Received.ShouldStartWith("HTTP/1.1 504");
        second.Ended.ShouldBeFalse("the connection is not to blame");
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        origin.Requests.ShouldNotContain("/second");
    }

    [Fact]
    public void DeadlineThatPassesAtTheServer_IsNoTimeoutOfTheServer()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin();
        SimulatedPeer client = Send(gateway, "/", "X-Request-Deadline: 50\r\n");

        gateway.Pass(0.060);

        client.Received.ShouldStartWith("HTTP/1.1 504");
        gateway.Worker.Pools[0].Snapshot.Servers[0].InFlight.ShouldBe(0);
        gateway.Metrics.Route("/*", 0).Outcomes[(int)RequestOutcome.DeadlinePassed].ShouldBe(1);
        gateway.Metrics.Route("/*", 0).Outcomes[(int)RequestOutcome.TotalTimeout].ShouldBe(0);
    }

    [Fact]
    public void LessTimeThanAnAnswerTakes_IsRefusedBeforeAServerIsAsked_ButForAFewThatLook()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        RouteSnapshot route = gateway.Worker.Snapshot.Routes[0];
        for (int answer = 0; answer < 60; answer++)
        {
            route.Baseline.SamplesOf(0).RecordAnswer(200_000_000, lowUse: true);
        }

        route.Baseline.Refresh(out _);
        gateway.Worker.Pools[0].Snapshot.Gate.Queue!.Configure(QueueSettings.For(100, 200_000_000));
        origin.AnswerEach(Ok);

        const int Requests = 320;
        int hopeless = Enumerable.Range(0, Requests).Count(_ => Send(gateway, "/", "X-Request-Deadline: 150\r\n").Received.StartsWith("HTTP/1.1 504", StringComparison.Ordinal));
        Send(gateway, "/", "X-Request-Deadline: 250\r\n").Received.ShouldEndWith("ok");

        hopeless.ShouldBeInRange(Requests * 85 / 100, Requests - 1);
        origin.Requests.Split("GET ").Length.ShouldBe(Requests - hopeless + 2);
    }
}
