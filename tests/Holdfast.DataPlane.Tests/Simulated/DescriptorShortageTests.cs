using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>The gateway has no descriptor left for a while (EMFILE), before three servers that are well: that is nobody's fault but its own.</summary>
public sealed class DescriptorShortageTests : IDisposable
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private SimulatedGateway gateway = null!;
    private SimulatedOrigin[] origins = null!;

    [Fact]
    public void RequestsGetNoConnection_AreAnsweredWith502AndNobodyGoesOut()
    {
        Begin(health: null);
        SimulatedPeer[] clients = [.. Enumerable.Range(0, 6).Select(_ => gateway.Connect())];
        gateway.Network.DescriptorLimit = gateway.Network.OpenCount;
        for (int round = 0; round < 30; round++)
        {
            Array.ForEach(clients, client => client.Send(Get));
            gateway.Pass(0.1);
            clients.ShouldAllBe(client => client.Take().StartsWith("HTTP/1.1 502 "));
        }

        Servers.ShouldAllBe(server => server.Available);
        Servers.Sum(server => gateway.Metrics.Server("shop", server.Name, 0).ConnectFailures[NoResources]).ShouldBeGreaterThan(180, "each was tried at more than one");

        gateway.Network.DescriptorLimit = int.MaxValue;
        Array.ForEach(clients, client => client.Send(Get));
        gateway.Pass(0.1);
        clients.ShouldAllBe(client => client.Received.EndsWith("ok"));
    }

    [Fact]
    public void ProbesGetNoConnection_JudgeNobodyAndComeAsSoonAsTheyCan()
    {
        Begin(new HealthConfig { Interval = TimeSpan.FromSeconds(1) });
        gateway.Pass(12);
        Servers.ShouldAllBe(server => server.Available);
        gateway.Network.DescriptorLimit = gateway.Network.OpenCount;
        int[] before = Connects;
        gateway.Pass(30);
        Connects.ShouldBe(before);
        Servers.ShouldAllBe(server => server.Available, "a probe that was never sent says nothing");

        gateway.Network.DescriptorLimit = int.MaxValue;
        gateway.Pass(0.5);
        Connects.ShouldBe([.. before.Select(connects => connects + 1)]);
    }

    public void Dispose() => gateway.Dispose();

    private static int NoResources => Array.IndexOf(ExchangeRecorder.ConnectFailureLabels, "no_resources");

    private int[] Connects => [.. origins.Select(origin => origin.Connections.Count)];

    private ServerState[] Servers => gateway.Worker.Pools[0].Snapshot.Servers;

    private void Begin(HealthConfig? health)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor("10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80");
        PoolConfig pool = config.Pools["shop"] with { Balance = new BalanceConfig { Policy = BalancePolicy.RoundRobin }, Health = health };
        gateway = new SimulatedGateway(config with { Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } }, withHealth: true);
        origins = [.. Enumerable.Range(1, 3).Select(i => gateway.Origin($"10.0.0.{i}:80"))];
        Array.ForEach(origins, origin => origin.AnswerEach(Ok));
    }
}
