using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>Servers whose connections are bounded: whoever is sent to one gets a connection there, and waits elsewhere until then.</summary>
public sealed class ConnectionPlaceTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string LongHead = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";

    /// <summary>With all its connections in use for downloads it has nothing in flight, so it looks free.</summary>
    [Fact]
    public void ServerHasEveryConnectionInUseForLongBodies_OthersGetTheRequests()
    {
        using SimulatedGateway gateway = new(Config(3, null, "10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin[] origins = [gateway.Origin("10.0.0.1:80"), gateway.Origin("10.0.0.2:80")];
        ServerState[] servers = gateway.Worker.Pools[0].Snapshot.Servers;
        servers[1].Draining = true;
        Download(gateway, origins[0], 2);
        servers[1].Draining = false;
        (servers[0].InFlight, servers[0].Connections, servers[0].HasRoom).ShouldBe((0, 2, false));
        origins[1].AnswerEach(Ok);

        for (int i = 0; i < 10; i++)
        {
            Send(gateway, "/other").Received.ShouldEndWith("ok");
        }

        origins[0].Requests.ShouldNotContain("/other");
    }

    [Fact]
    public void OnlyServerHasEveryConnectionInUse_RequestWaitsInTheQueueAndIsServedWhenOneIsFree()
    {
        using SimulatedGateway gateway = new(Config(3, null, "10.0.0.1:80"));
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer[] downloads = Download(gateway, origin, 2);
        PoolGate gate = gateway.Worker.Pools[0].Snapshot.Gate;

        SimulatedPeer impatient = Send(gateway, "/impatient");
        gate.Waiting.ShouldBe(1);
        gateway.Pass(1.1);
        impatient.Received.ShouldStartWith("HTTP/1.1 503");
        impatient.Received.ShouldContain("shed_waited");
        SimulatedPeer waiting = Send(gateway, "/waiting");
        downloads[0].Abort();
        origin.AnswerEach(Ok);
        gateway.Pass(0.01);

        waiting.Received.ShouldEndWith("ok");
        gate.Sweep.IdleSlots.ShouldBe(0);
    }

    /// <summary>A plain balancer lets them wait for as long as the route allows.</summary>
    [Fact]
    public void ProtectionIsOffAndConnectionsAreBounded_RequestsWaitForLongerThanAConnectTakes()
    {
        using SimulatedGateway gateway = new(Config(2, ProtectionMode.Off, "10.0.0.1:80"));
        SimulatedOrigin origin = gateway.Origin();
        Send(gateway, "/first");
        SimulatedPeer second = Send(gateway, "/second");
        gateway.Pass(5);
        second.Received.ShouldBeEmpty();

        origin.Connections[0].Send(Ok);
        gateway.Pass(0.01);
        origin.Connections[^1].Send(Ok);
        gateway.Pass(0.01);

        second.Received.ShouldEndWith("ok");
        origin.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public void ReloadLowersTheBound_IdleConnectionsAreClosedUntilItHolds()
    {
        using SimulatedGateway gateway = new(Config(20, null, "10.0.0.1:80"));
        SimulatedOrigin origin = gateway.Origin();
        SimulatedPeer[] clients = [.. Enumerable.Range(0, 10).Select(i => Send(gateway, $"/{i}"))];
        origin.Connections.Count.ShouldBe(10);
        foreach (SimulatedPeer connection in origin.Connections.Take(6))
        {
            connection.Send(Ok);
        }

        gateway.Pass(0.01);
        ServerState server = gateway.Worker.Pools[0].Snapshot.Servers[0];
        server.Connections.ShouldBe(10);

        gateway.Reload(Config(6, null, "10.0.0.1:80"));
        gateway.Pass(0.01);
        server.Connections.ShouldBe(5, "one is left for probes");
        origin.Connections.ForEach(connection => connection.Send(Ok));
        gateway.Pass(0.01);
        server.Connections.ShouldBeLessThanOrEqualTo(5);

        gateway.Reload(Config(3, null, "10.0.0.1:80"));
        gateway.Pass(0.01);
        server.Connections.ShouldBeLessThanOrEqualTo(2);
        clients.ShouldAllBe(client => client.Received.Length > 0);
    }

    /// <summary>Other workers have every connection of one server; the test stands for them.</summary>
    [Fact]
    public void ManyWaitForConnectionsOfOneServer_WhoeverWaitsForAnotherIsServed_AndTheOldestFirst()
    {
        using SimulatedGateway gateway = new(Config(101, null, "10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin[] origins = [gateway.Origin("10.0.0.1:80"), gateway.Origin("10.0.0.2:80")];
        ServerState[] servers = gateway.Worker.Pools[0].Snapshot.Servers;
        foreach (ServerState server in servers)
        {
            server.Limit = 100;
            while (server.TryOpen())
            {
            }
        }

        servers[1].Draining = true;
        SimulatedPeer[] stuck = [.. Enumerable.Range(0, 80).Select(i => Send(gateway, $"/stuck{i}.", pass: 0.0005))];
        servers[1].Draining = false;
        servers[0].Draining = true;
        Send(gateway, "/other");
        gateway.Worker.Servers.Waiting.Count.ShouldBe(81);

        servers[1].Closed();
        gateway.Pass(0.006);
        origins[1].Requests.ShouldContain("/other");
        servers[0].Closed();
        gateway.Pass(0.006);
        origins[0].Requests.ShouldContain("/stuck0.");
        gateway.Worker.Servers.Waiting.Count.ShouldBe(79);
        stuck.ShouldAllBe(client => client.Received.Length == 0);
    }

    /// <summary>All connections that the server is to get are idle at one worker, and a crowd comes to the other.</summary>
    [Fact]
    public void OtherWorkerHasEveryConnectionIdle_CrowdGetsAllOfThemAtOnce()
    {
        using SimulatedGateway gateway = new(Config(21, null, "10.0.0.1:80"), workers: 2);
        SimulatedOrigin origin = gateway.Origin();
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 100;
        SimulatedPeer[] first = [.. Enumerable.Range(0, 20).Select(i => Send(gateway, $"/{i}"))];
        origin.Connections.Count.ShouldBe(20);
        origin.Connections.ForEach(connection => connection.Send(Ok));
        gateway.Pass(0.01);
        first.ShouldAllBe(client => client.Received.EndsWith("ok"));
        SimulatedPeer[] crowd = [.. Enumerable.Range(0, 20).Select(_ => gateway.Connect(worker: 1))];
        Array.ForEach(crowd, client => client.Send("GET /crowd HTTP/1.1\r\nHost: a\r\n\r\n"));

        // Less than the time after which the worker looks again by itself.
        gateway.Pass(0.004);

        origin.Requests.Split("/crowd").Length.ShouldBe(21);
        origin.Connections.Count.ShouldBe(20);
    }

    /// <summary>The server bounds its connections by itself: one that is kept idle there is a place that its probes do not get, so that it would stay out.</summary>
    [Theory]
    [InlineData(ServerCondition.Ejected)]
    [InlineData(ServerCondition.ProbesFailed)]
    [InlineData(ServerCondition.Draining)]
    public void ServerIsTakenOut_ItsIdleConnectionsAreClosedAndThoseOfOthersStay(ServerCondition why)
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80"));
        SimulatedOrigin[] origins = [gateway.Origin("10.0.0.1:80"), gateway.Origin("10.0.0.2:80")];
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
        ServerState[] servers = gateway.Worker.Pools[0].Snapshot.Servers;
        for (int i = 0; i < 20; i++)
        {
            Send(gateway, $"/{i}");
        }

        (servers[0].Connections, servers[1].Connections).ShouldBe((1, 1));

        servers[0].Set(why, true);
        gateway.Pass(1.1);

        (servers[0].Connections, servers[1].Connections).ShouldBe((0, 1));
        origins[0].Connections.ShouldAllBe(connection => connection.Ended);
    }

    private static GatewayConfig Config(int connections, ProtectionMode? protection, params string[] servers) => SimulatedGateway.ConfigFor(servers) is var config
        ? config with
        {
            Pools = new Dictionary<string, PoolConfig>
            {
                ["shop"] = config.Pools["shop"] with { Limits = new PoolLimitsConfig { Connections = connections }, Protection = protection },
            },
        }
        : null!;

    /// <summary>So many bodies that go on for longer than their requests count as in flight.</summary>
    private static SimulatedPeer[] Download(SimulatedGateway gateway, SimulatedOrigin origin, int count)
    {
        SimulatedPeer[] clients = [.. Enumerable.Range(0, count).Select(_ => Send(gateway, "/download"))];
        origin.Connections.ForEach(connection => connection.Send(LongHead));
        for (int second = 0; second < 4; second++)
        {
            gateway.Pass(1);
            origin.Connections.ForEach(connection => connection.Send("more"));
        }

        gateway.Pass(0.01);
        return clients;
    }

    private static SimulatedPeer Send(SimulatedGateway gateway, string path, double pass = 0.002)
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(pass);
        return client;
    }
}
