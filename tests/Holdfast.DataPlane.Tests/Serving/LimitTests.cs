using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>Limits and queues over real sockets and several workers, whose queue has one owner.</summary>
public sealed class LimitTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const int Limit = 3;

    [Fact]
    public void CrowdAtThreeWorkers_NeverExceedsTheLimit_AndAllAreAnswered()
    {
        int inside = 0;
        int most = 0;
        object gate = new();
        using ScriptedServer server = new(connection =>
        {
            while (connection.ReadHead() is not null)
            {
                lock (gate)
                {
                    most = Math.Max(most, ++inside);
                }

                Thread.Sleep(1);
                lock (gate)
                {
                    inside--;
                }

                connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        using GatewayHarness gateway = new(WithLimit(server, workers: 3, Limit));
        PoolSnapshot pool = gateway.Gateway.Snapshot.Pools[0];

        const int Clients = 24;
        const int Each = 60;
        int served = 0;
        int shed = 0;
        int waited = 0;
        Thread[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new Thread(() =>
        {
            using ScriptedConnection client = gateway.Connect();
            for (int i = 0; i < Each; i++)
            {
                client.Write(Request);
                string head = client.ReadHead()!;
                client.ReadBody(head);
                Interlocked.Add(ref served, head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? 1 : 0);
                Interlocked.Add(ref shed, head.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) && head.Contains("Retry-After: ", StringComparison.Ordinal) ? 1 : 0);
                InterlockedMaximum(ref waited, pool.Gate.Waiting);
            }
        }))];
        Array.ForEach(clients, client => client.Start());
        Array.ForEach(clients, client => client.Join());

        // Clients that ask again the moment they are refused offer more than the server can do, so some of it is shed.
        served.ShouldBeGreaterThan(Clients * Each / 4);
        (served + shed).ShouldBe(Clients * Each);
        most.ShouldBeInRange(1, Limit);
        waited.ShouldBeGreaterThan(0);
        pool.Gate.Waiting.ShouldBe(0);
        SpinWait.SpinUntil(() => pool.Servers[0].InFlight == 0, TimeSpan.FromSeconds(2)).ShouldBeTrue();
    }

    [Fact]
    public void ClientsThatLeaveWhileTheyWait_LoseNoSlot()
    {
        using ScriptedServer server = new(connection =>
        {
            while (connection.ReadHead() is not null)
            {
                Thread.Sleep(2);
                connection.Write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        using GatewayHarness gateway = new(WithLimit(server, workers: 2, 1));
        PoolSnapshot pool = gateway.Gateway.Snapshot.Pools[0];
        Random random = new(7);
        for (int round = 0; round < 20; round++)
        {
            List<ScriptedConnection> clients = [.. Enumerable.Range(0, 12).Select(_ => gateway.Connect())];
            clients.ForEach(client => client.Write(Request));
            Thread.Sleep(random.Next(6));
            clients.ForEach(client => client.Dispose());
        }

        SpinWait.SpinUntil(() => pool.Servers[0].InFlight == 0 && pool.Gate.Waiting == 0, TimeSpan.FromSeconds(5)).ShouldBeTrue();
        using ScriptedConnection last = gateway.Connect();
        last.Write(Request);
        last.ReadHead()!.ShouldStartWith("HTTP/1.1 200");
    }

    private static GatewayConfig WithLimit(ScriptedServer server, int workers, int limit)
    {
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        PoolConfig pool = config.Pools["shop"] with { Limits = new PoolLimitsConfig { Minimum = limit, Maximum = limit } };
        return config with { Workers = workers, Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } };
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int found = Interlocked.CompareExchange(ref target, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
