using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

/// <summary>Sessions over real sockets and several workers.</summary>
public sealed class SessionTests
{
    private const string Upgrade = "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private const int Places = 4;

    [Fact]
    public void CrowdAtThreeWorkers_NeverMoreThanTheServersPlaces_AndAllArePolitelyTold()
    {
        int inside = 0;
        int most = 0;
        object gate = new();
        using ScriptedServer server = new(connection =>
        {
            if (connection.ReadHead() is null)
            {
                return;
            }

            lock (gate)
            {
                most = Math.Max(most, ++inside);
            }

            connection.Write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            connection.ReadToEnd();
            lock (gate)
            {
                inside--;
            }
        });
        GatewayConfig config = GatewayHarness.ConfigFor(server);
        PoolConfig pool = config.Pools["shop"] with { Limits = new PoolLimitsConfig { Sessions = Places } };
        using GatewayHarness gateway = new(config with { Workers = 3, Pools = new Dictionary<string, PoolConfig> { ["shop"] = pool } });

        int held = 0;
        int refused = 0;
        List<string> impolite = [];
        Thread[] users = [.. Enumerable.Range(0, 24).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 40; i++)
            {
                using ScriptedConnection user = gateway.Connect();
                user.Write(Upgrade);
                string head = user.ReadHead() ?? "(closed without an answer)";
                // On a busy machine the route's limit may turn somebody away before the places are asked: any reason is polite that says when to come back.
                bool isTold = head.Contains("X-Shed-Reason: shed_", StringComparison.Ordinal) && head.Contains("Retry-After: ", StringComparison.Ordinal);
                lock (gate)
                {
                    held += head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) ? 1 : 0;
                    refused += isTold && head.Contains("X-Shed-Reason: shed_sessions\r\n", StringComparison.Ordinal) ? 1 : 0;
                    if (!isTold && !head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
                    {
                        impolite.Add(head);
                    }
                }
            }
        }))];
        Array.ForEach(users, user => user.Start());
        Array.ForEach(users, user => user.Join());

        impolite.ShouldBeEmpty();
        held.ShouldBeGreaterThan(Places);
        refused.ShouldBeGreaterThan(0);
        most.ShouldBeInRange(1, Places);
        SpinWait.SpinUntil(() => gateway.Gateway.Snapshot.Pools[0].Servers[0].Places.Held == 0, TimeSpan.FromSeconds(5)).ShouldBeTrue();
    }
}
