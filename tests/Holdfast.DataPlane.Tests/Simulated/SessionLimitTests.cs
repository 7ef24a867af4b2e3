using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Sessions against their bound: who gets a place, who is told to come back, and what becomes of everybody else's requests.</summary>
public sealed class SessionLimitTests
{
    private const string Upgrade = "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private const string Switched = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public void EveryPlaceTaken_NextIsToldAtOnceWithATime_AndRequestsGoOn()
    {
        using SimulatedGateway gateway = Gateway(2, out SimulatedOrigin origin);
        (Ask(gateway, Upgrade).Received, Ask(gateway, Upgrade).Received).ShouldBe((Switched, Switched));

        SimulatedPeer third = Ask(gateway, Upgrade, pass: 0.001);

        third.Received.ShouldStartWith("HTTP/1.1 503");
        third.Received.ShouldContain("X-Shed-Reason: shed_sessions\r\n");
        third.Received.ShouldMatch("Retry-After: [12]\r\n");
        Ask(gateway, Request).Received.ShouldEndWith("ok");
        (Server(gateway).Places.Held, origin.Requests.Split("websocket").Length - 1).ShouldBe((2, 2));
        Count(gateway, RequestOutcome.ShedSessions).ShouldBe(1);
    }

    [Fact]
    public void OneLeaves_ItsPlaceIsTheNextOnes()
    {
        using SimulatedGateway gateway = Gateway(1, out _);
        SimulatedPeer first = Ask(gateway, Upgrade);
        Ask(gateway, Upgrade).Received.ShouldStartWith("HTTP/1.1 503");
        first.Abort();
        gateway.Pass(0.01);
        (Ask(gateway, Upgrade).Received, Server(gateway).Places.Held).ShouldBe((Switched, 1));
    }

    [Fact]
    public void ServerRefusesTheUpgrade_ThePlaceIsFree()
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        origin.AnswerEach("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
        Ask(gateway, Upgrade).Received.ShouldStartWith("HTTP/1.1 426");
        (Server(gateway).Places.Held, Server(gateway).InFlight).ShouldBe((0, 0));
        Ask(gateway, Upgrade).Received.ShouldStartWith("HTTP/1.1 426");
    }

    [Fact]
    public void ServerAnswersTheUpgradeWithAStream_ThePlaceIsFreeWhileItLasts()
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        origin.AnswerEach("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 1000\r\n\r\ndata: 1\n\n");
        SimulatedPeer first = Ask(gateway, Upgrade);
        first.Received.ShouldStartWith("HTTP/1.1 200");
        Server(gateway).Places.Held.ShouldBe(0, "an answer is no session, however long it is");

        Serve(origin);
        Ask(gateway, Upgrade).Received.ShouldBe(Switched);
        first.Abort();
        gateway.Pass(0.01);
        Server(gateway).Places.Held.ShouldBe(1, "it is given back once");
    }

    [Fact]
    public void RouteHasUsedItsShareWhileServersHaveRoom_UpgradeWaitsForItsTurn()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        using SimulatedGateway gateway = new(config with { Routes = [config.Routes[0] with { MaximumShare = 50 }] });
        SimulatedOrigin origin = gateway.Origin();
        Server(gateway).Limit = 2;
        gateway.Worker.Snapshot.Routes[0].Bulkhead!.Tick(gateway.Network.Clock.NowNanoseconds, limits: 2, wantedByOthers: 2, sure: 1);
        Ask(gateway, Request, pass: 0.001);

        SimulatedPeer waiting = Ask(gateway, Upgrade, pass: 0.001);
        waiting.Received.ShouldBeEmpty();
        Server(gateway).InFlight.ShouldBe(1);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);
        origin.Connections[0].Send(Switched);
        gateway.Pass(0.002);
        waiting.Received.ShouldBe(Switched);
    }

    [Fact]
    public void ServerCannotBeReached_ThePlaceIsFree()
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        origin.Kill();
        Ask(gateway, Upgrade).Received.ShouldStartWith("HTTP/1.1 502");
        Server(gateway).Places.Held.ShouldBe(0);
    }

    [Fact]
    public void WithoutABound_SessionsAreSpreadEvenlyAllTheSame()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80"));
        foreach (string address in new[] { "10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80" })
        {
            Serve(gateway.Origin(address));
        }

        for (int i = 0; i < 30; i++)
        {
            Ask(gateway, Upgrade).Received.ShouldBe(Switched);
        }

        gateway.Worker.Pools[0].Snapshot.Servers.ShouldAllBe(server => server.Places.Held == 10);
    }

    [Fact]
    public void OneServerDies_ItsUsersGetOnlyThePlacesThatAreFree()
    {
        GatewayConfig config = WithSessions(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"), 5);
        using SimulatedGateway gateway = new(config);
        SimulatedOrigin first = gateway.Origin("10.0.0.1:80");
        Serve(first);
        Serve(gateway.Origin("10.0.0.2:80"));
        for (int i = 0; i < 8; i++)
        {
            Ask(gateway, Upgrade);
        }

        first.Kill();
        gateway.Pass(0.01);
        string[] back = [.. Enumerable.Range(0, 4).Select(_ => Ask(gateway, Upgrade).Received)];

        ServerState[] servers = gateway.Worker.Pools[0].Snapshot.Servers;
        back.Count(answer => answer == Switched).ShouldBe(1);
        servers[1].Places.Held.ShouldBe(5);
        servers[0].Places.Held.ShouldBe(0);
        Count(gateway, RequestOutcome.SessionCut).ShouldBe(4);
    }

    [Fact]
    public void AskedWhileSlotsAreTaken_WaitsForASlotAndHasItsPlace()
    {
        using SimulatedGateway gateway = Gateway(5, out SimulatedOrigin origin);
        origin.OnBytes = null;
        Server(gateway).Limit = 1;
        Ask(gateway, Request);
        SimulatedPeer waiting = Ask(gateway, Upgrade);
        Server(gateway).Places.Held.ShouldBe(0, "it is bound to no server while it waits");
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);
        Server(gateway).Places.Held.ShouldBe(1);
        origin.Connections[0].Send(Switched);
        gateway.Pass(0.002);
        (waiting.Received, Server(gateway).InFlight).ShouldBe((Switched, 0));
    }

    [Fact]
    public void PlacesAreGoneWhenItsTurnComes_IsToldSoAndTheNextRequestIsServed()
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        origin.OnBytes = null;
        Server(gateway).Limit = 1;
        Ask(gateway, Request);
        SimulatedPeer waiting = Ask(gateway, Upgrade);
        SimulatedPeer behind = Ask(gateway, Request);
        Server(gateway).Places.TryTake().ShouldBeTrue();

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.002);

        waiting.Received.ShouldContain("shed_sessions");
        behind.Received.ShouldEndWith("ok");
        gateway.Worker.Pools[0].Snapshot.Gate.Waiting.ShouldBe(0);
    }

    [Fact]
    public void ClientLeavesWhileItWaits_NoPlaceIsLost()
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        origin.OnBytes = null;
        Server(gateway).Limit = 1;
        Ask(gateway, Request);
        SimulatedPeer waiting = Ask(gateway, Upgrade);
        waiting.Abort();
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        (Server(gateway).Places.Held, Server(gateway).InFlight).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(10, 8)]
    [InlineData(100, 89)]
    public void OnlyConnectionsAreBounded_SessionsLeaveOneForRequests(int connections, int sessions)
    {
        using SimulatedGateway gateway = new(With(SimulatedGateway.ConfigFor(), new PoolLimitsConfig { Connections = connections }));
        Serve(gateway.Origin());
        string[] answers = [.. Enumerable.Range(0, connections + 1).Select(_ => Ask(gateway, Upgrade).Received)];

        Ask(gateway, Request).Received.ShouldEndWith("ok", customMessage: "sessions keep their connections: this one needs another");
        answers.Count(answer => answer == Switched).ShouldBe(sessions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OneConnectionIsAllThereIs_OneSessionMayHaveIt(int connections)
    {
        using SimulatedGateway gateway = new(With(SimulatedGateway.ConfigFor(), new PoolLimitsConfig { Connections = connections }));
        Serve(gateway.Origin());
        (Ask(gateway, Upgrade).Received, Server(gateway).Places.Maximum).ShouldBe((Switched, 1));
    }

    [Fact]
    public void ReloadRaisesTheBound_TheNextIsLetIn()
    {
        using SimulatedGateway gateway = Gateway(1, out _);
        Ask(gateway, Upgrade);
        Ask(gateway, Upgrade).Received.ShouldStartWith("HTTP/1.1 503");
        gateway.Reload(WithSessions(gateway.Config, 2));
        Ask(gateway, Upgrade).Received.ShouldBe(Switched);
    }

    [Theory]
    [InlineData("reset", RequestOutcome.SessionCut)]
    [InlineData("end after silence", RequestOutcome.SessionCut)]
    [InlineData("goodbye and end", RequestOutcome.Tunnelled)]
    [InlineData("client goes", RequestOutcome.Tunnelled)]
    public void HowItEnds_IsTold(string how, RequestOutcome expected)
    {
        using SimulatedGateway gateway = Gateway(1, out SimulatedOrigin origin);
        SimulatedPeer client = Ask(gateway, Upgrade);
        origin.OnBytes = null;
        gateway.Pass(5);
        SimulatedPeer server = origin.Connections[0];
        switch (how)
        {
            case "reset":
                server.Abort();
                break;
            case "end after silence":
                server.Close();
                break;
            case "goodbye and end":
                client.Send("bye");
                gateway.Pass(0.002);
                server.Close();
                break;
            default:
                client.Close();
                break;
        }

        gateway.Pass(0.01);
        client.Close();
        server.Close();
        gateway.Pass(0.01);
        Count(gateway, expected).ShouldBe(1);
        Server(gateway).Places.Held.ShouldBe(0);
    }

    private static SimulatedGateway Gateway(int sessions, out SimulatedOrigin origin)
    {
        SimulatedGateway gateway = new(WithSessions(SimulatedGateway.ConfigFor(), sessions));
        origin = gateway.Origin();
        Serve(origin);
        return gateway;
    }

    private static void Serve(SimulatedOrigin origin) =>
        origin.OnBytes = peer => peer.Send(peer.Received.EndsWith("\r\n\r\n", StringComparison.Ordinal) ? peer.Received.Contains("websocket", StringComparison.Ordinal) ? Switched : Ok : string.Empty);

    private static SimulatedPeer Ask(SimulatedGateway gateway, string request, double pass = 0.01)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send(request);
        gateway.Pass(pass);
        return client;
    }

    private static GatewayConfig WithSessions(GatewayConfig config, int sessions) => With(config, new PoolLimitsConfig { Sessions = sessions });

    private static GatewayConfig With(GatewayConfig config, PoolLimitsConfig limits) =>
        config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = config.Pools["shop"] with { Limits = limits } } };

    private static ServerState Server(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Servers[0];

    private static long Count(SimulatedGateway gateway, RequestOutcome outcome) =>
        gateway.Metrics.Pools().Single().Sum((PoolCounters pool) => pool.Outcomes[(int)outcome]);
}
