using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A route with a share of its pool, through a whole worker.</summary>
public sealed class BulkheadTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static GatewayConfig With(int share)
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        return config with { Routes = [new RouteConfig { Name = "reports", Pool = "shop", Match = new MatchConfig { Path = "/reports" }, MaximumShare = share }, .. config.Routes] };
    }

    private static void Send(SimulatedGateway gateway, string path)
    {
        gateway.Connect().Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.002);
    }

    [Fact]
    public void FreePlace_GoesToTheRouteThatIsWithinItsShare()
    {
        using SimulatedGateway gateway = new(With(50));
        SimulatedOrigin origin = gateway.Origin();
        ServerState server = gateway.Worker.Pools[0].Snapshot.Servers[0];
        server.Limit = 2;
        Bulkhead reports = gateway.Worker.Snapshot.Routes[0].Bulkhead.ShouldNotBeNull();
        reports.Tick(gateway.Network.Clock.NowNanoseconds, limits: 2, wantedByOthers: 0, sure: reports.PartOf(2, othersClaim: 0));

        Send(gateway, "/reports");
        Send(gateway, "/reports");
        reports.InFlight.ShouldBe(2, "alone it may use everything");
        Send(gateway, "/reports");
        Send(gateway, "/look");
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.003);

        origin.Requests.ShouldContain("/look");
        reports.InFlight.ShouldBe(1);
        reports.Held.ShouldBe(1);
        origin.Connections.ForEach(connection => connection.Send(Ok));
        gateway.Pass(0.003);
        origin.Connections.ForEach(connection => connection.Send(Ok));
        gateway.Pass(0.003);
        reports.InFlight.ShouldBe(0);
        server.InFlight.ShouldBe(0);
    }

    [Fact]
    public void Reload_KeepsTheBulkheadAndTakesItsNewShare_OrRemovesIt()
    {
        using SimulatedGateway gateway = new(With(50));
        Bulkhead before = gateway.Worker.Snapshot.Routes[0].Bulkhead!;

        gateway.Reload(With(20));
        gateway.Worker.Snapshot.Routes[0].Bulkhead.ShouldBe(before);
        before.Share.ShouldBe(0.2);
        before.Baseline.ShouldBe(gateway.Worker.Snapshot.Routes[0].Baseline, "what its answers wait is measured with its route's");
        gateway.Worker.Pools[0].Snapshot.Gate.Bulkheads.ShouldBe([before]);

        gateway.Reload(With(0));
        gateway.Worker.Snapshot.Routes[0].Bulkhead.ShouldBeNull();
        gateway.Worker.Pools[0].Snapshot.Gate.Bulkheads.ShouldBeEmpty();
    }

    [Fact]
    public void PoolWithoutProtection_HasNone() =>
        new SnapshotCompiler(new Foundation.VirtualClock(), workers: 1, seed: 1)
            .Compile(With(50) with { Protection = new ProtectionConfig { Mode = ProtectionMode.Off } }, new Dictionary<string, IReadOnlyList<System.Net.IPAddress>>())
            .Routes[0].Bulkhead.ShouldBeNull();
}
