namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A crowd meets a server to which no connection is open any more.</summary>
public sealed class ConnectStormTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void ServerClosedAllConnections_NoMoreAreOpenedThanItsLimit()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 3;

        SendAll(gateway, 30);
        origin.Connections.Count.ShouldBe(3);
        // What they had fails, whoever waits takes their places, and never more.
        origin.Connections.ForEach(connection => connection.Abort());
        int before = origin.Connections.Count;
        gateway.Pass(0.005);
        (origin.Connections.Count - before).ShouldBeInRange(1, 3);
    }

    [Fact]
    public void ServerIsBackAfterAnOutage_ItIsConnectedToStepByStep()
    {
        using SimulatedGateway gateway = new(withHealth: true);
        ServerState server = gateway.Worker.Pools[0].Snapshot.Servers[0];
        server.Limit = 100;
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);
        SendAll(gateway, 100);
        gateway.Pass(0.1);
        origin.Kill();
        SendAll(gateway, 100);
        gateway.Pass(10);
        server.Available.ShouldBeFalse();

        SimulatedOrigin back = gateway.Origin();
        // It answers the probe, and then takes whatever comes without a word.
        back.OnBytes = peer =>
        {
            if (peer.Received.StartsWith("OPTIONS", StringComparison.Ordinal))
            {
                peer.Send("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n");
            }
        };
        int most = 0;
        List<SimulatedPeer> clients = [];
        for (double passed = 0; passed < 30 && most == 0; passed += 0.02)
        {
            clients.Add(gateway.Connect());
            clients[^1].Send(Get);
            gateway.Pass(0.02);
            most = back.Connections.Count(connection => connection.Received.StartsWith("GET", StringComparison.Ordinal));
        }

        SendAll(gateway, 100);
        gateway.Pass(0.01);
        most = back.Connections.Count(connection => connection.Received.StartsWith("GET", StringComparison.Ordinal));
        most.ShouldBeInRange(1, 20, "a crowd of a hundred met a server that took a hundred at once before");
    }

    private static void SendAll(SimulatedGateway gateway, int count)
    {
        for (int client = 0; client < count; client++)
        {
            gateway.Connect().Send(Get);
        }

        gateway.Pass(0.002);
    }
}
