using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>Connections to a server are bounded over all workers: a worker at the bound gets another one's idle connection.</summary>
public sealed class ConnectionBoundTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public void ThreeWorkers_NeverOpenMoreThanTheBound_AndShareWhatThereIs()
    {
        int open = 0;
        int most = 0;
        object gate = new();
        using ScriptedServer server = new(connection =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++open);
            }

            try
            {
                while (connection.ReadHead() is not null)
                {
                    connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                }
            }
            finally
            {
                lock (gate)
                {
                    open--;
                }
            }
        });
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        PoolConfig pool = config.Pools["shop"] with { Limits = new PoolLimitsConfig { Connections = 3 } };
        using GatewayHarness gateway = new(config with { Workers = 3, Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } });

        int served = 0;
        int shed = 0;
        Thread[] clients = [.. Enumerable.Range(0, 12).Select(_ => new Thread(() =>
        {
            using ScriptedConnection client = gateway.Connect();
            for (int i = 0; i < 50; i++)
            {
                client.Write(Request);
                string head = client.ReadHead()!;
                client.ReadBody(head);
                Interlocked.Add(ref served, head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? 1 : 0);
                Interlocked.Add(ref shed, head.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) ? 1 : 0);
            }
        }))];
        Array.ForEach(clients, client => client.Start());
        Array.ForEach(clients, client => client.Join());

        (served + shed).ShouldBe(600);
        served.ShouldBeGreaterThan(150);
        most.ShouldBe(2, "the third is left for probes");
        ServerState state = gateway.Gateway.Snapshot.Pools[0].Servers[0];
        SpinWait.SpinUntil(() => state.InFlight == 0, TimeSpan.FromSeconds(2)).ShouldBeTrue();
        state.Connections.ShouldBeInRange(0, 2);
    }

    [Fact]
    public void WorkerWithoutAConnection_GetsTheIdleOneOfAnother()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        PoolConfig pool = config.Pools["shop"] with { Limits = new PoolLimitsConfig { Connections = 2 } };
        using GatewayHarness gateway = new(config with { Workers = 4, Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } });

        // Each client lands at a worker of the kernel's choice: with sixteen, one after the other, more than one worker has to serve.
        for (int i = 0; i < 16; i++)
        {
            using ScriptedConnection client = gateway.Connect();
            client.Write(Request);
            client.ReadHead()!.ShouldStartWith("HTTP/1.1 200");
        }

        server.Connections.ShouldBe(1);
    }
}
