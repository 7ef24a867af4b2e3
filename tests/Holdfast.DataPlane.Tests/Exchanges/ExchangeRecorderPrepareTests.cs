using System.Net;
using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.DataPlane.Tests.Exchanges;

public sealed class ExchangeRecorderPrepareTests
{
    [Fact]
    public void EverythingNewInASnapshot_IsMadeBeforeAWorkerAsks()
    {
        VirtualClock clock = new();
        RoutingSnapshot snapshot = new SnapshotCompiler(clock, workers: 1, seed: 1).Compile(
            new GatewayConfig
            {
                Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
                Routes = [new RouteConfig { Pool = "shop" }],
                Pools = new Dictionary<string, PoolConfig> { ["shop"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }, new ServerConfig { Address = "127.0.0.1:2" }] } },
            },
            new Dictionary<string, IReadOnlyList<IPAddress>>());
        MetricCatalog metrics = new(Gateway.LabelsOfMetrics(), clock);

        ExchangeRecorder.Prepare(metrics, snapshot);

        (metrics.Routes().Count, metrics.Pools().Count, metrics.Servers().Count).ShouldBe((1, 1, 2));
    }
}
