using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Probes count among the connections that a server may have, and get their place all the same.</summary>
public sealed class ProbePlaceTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private int most;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ServerMayHaveFewConnections_ThereAreNeverMoreWithTheProbes(int connections)
    {
        using SimulatedGateway gateway = new(Config(connections), withHealth: true);
        SimulatedOrigin origin = Origin(gateway);
        // Its first probe came before it listened.
        gateway.Pass(3);
        SimulatedPeer[] clients = [.. Enumerable.Range(0, 4).Select(_ => gateway.Connect())];
        for (int round = 0; round < 600; round++)
        {
            clients[round % clients.Length].Send(Get);
            clients[(round + 1) % clients.Length].Send(Get);
            gateway.Pass(0.05);
        }

        most.ShouldBe(connections);
        Probes(origin).ShouldBeGreaterThan(5);
        clients.Sum(client => client.Received.Split("\r\n\r\nok").Length - 1).ShouldBe(1_200);
        ServerState server = Server(gateway);
        (server.Probes, server.InFlight, server.IsHealthy).ShouldBe((0, 0, true));
    }

    [Fact]
    public void OnlyConnectionIsBusyForLong_ProbeWaitsAndJudgesNobody()
    {
        using SimulatedGateway gateway = new(Config(1), withHealth: true);
        SimulatedOrigin origin = gateway.Origin();
        origin.OnBytes = peer =>
        {
            if (peer.Sent == 0 && peer.Received.StartsWith("GET /healthz", StringComparison.Ordinal))
            {
                peer.Send(Ok);
            }
        };
        gateway.Pass(1);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(0.01);
        SimulatedPeer busy = origin.Connections.Single(connection => connection.Received.StartsWith("GET / ", StringComparison.Ordinal));
        int before = Probes(origin);

        gateway.Pass(20);
        Probes(origin).ShouldBe(before);
        Server(gateway).Available.ShouldBeTrue();
        Server(gateway).Probes.ShouldBe(1, "it waits");

        busy.Send(Ok);
        gateway.Pass(0.05);
        client.Received.ShouldEndWith("ok");
        Probes(origin).ShouldBe(before + 1);
    }

    private static ServerState Server(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Servers[0];

    private static int Probes(SimulatedOrigin origin) => origin.Connections.Count(connection => connection.Received.StartsWith("GET /healthz", StringComparison.Ordinal));

    private static GatewayConfig Config(int connections)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        PoolConfig pool = config.Pools["shop"] with
        {
            Limits = new PoolLimitsConfig { Connections = connections },
            Health = new HealthConfig { Path = "/healthz", Interval = TimeSpan.FromSeconds(1) },
        };
        return config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool }, Timeouts = config.Timeouts with { Total = TimeSpan.FromSeconds(60) } };
    }

    private SimulatedOrigin Origin(SimulatedGateway gateway)
    {
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);
        Action<SimulatedPeer> answer = origin.OnBytes!;
        origin.OnBytes = peer =>
        {
            most = Math.Max(most, origin.Connections.Count(connection => !connection.Ended && !connection.WasReset));
            answer(peer);
        };
        return origin;
    }
}
