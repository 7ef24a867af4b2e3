using Holdfast.Configuration;
using Holdfast.DataPlane.Tests.Simulated;

namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>What becomes of a request before anything is prepared for it, at a gateway with one server.</summary>
public class RequestAdmissionTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // Lets nobody in, but for what is said otherwise.
    private const int NobodysKey = 0;

    [Fact]
    public void AboveTheThreshold_AndTheServerIsFull_IsRefusedAtOnceWithATimeToComeBack()
    {
        using SimulatedGateway gateway = Full(SimulatedGateway.ConfigFor(), out SimulatedOrigin origin);
        GateOf(gateway).Control.Overflowed(NobodysKey);

        SimulatedPeer client = Send(gateway, "/second");

        client.Received.ShouldStartWith("HTTP/1.1 503");
        client.Received.ShouldContain("Retry-After: ");
        origin.Requests.ShouldNotContain("/second");
        SamplesOf(gateway).Sheds().ShouldBe(1);
    }

    [Fact]
    public void AboveTheThreshold_ButTheServerHasRoomAndNobodyWaits_IsLetIn()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach(Ok);
        GateOf(gateway).Control.Overflowed(NobodysKey);

        Send(gateway, "/").Received.ShouldEndWith("ok");

        SamplesOf(gateway).Sheds().ShouldBe(0);
    }

    [Fact]
    public void BelowTheThreshold_AndTheServerIsFull_Waits()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor() with { Forwarding = new ForwardingConfig { ClassHeader = "X-Request-Class", TrustedProxies = ["127.0.0.0/8", "10.0.0.0/8"] } };
        using SimulatedGateway gateway = Full(config, out SimulatedOrigin origin);
        GateOf(gateway).Control.Overflowed(AdmissionKey.Of(RequestClass.Bulk, 0));

        SimulatedPeer critical = Send(gateway, "/critical", "X-Request-Class: critical\r\n");
        SimulatedPeer bulk = Send(gateway, "/bulk", "X-Request-Class: bulk\r\n");

        bulk.Received.ShouldStartWith("HTTP/1.1 503");
        critical.Received.ShouldBeEmpty();
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.005);
        origin.Requests.ShouldContain("/critical");
    }

    [Fact]
    public void ProtectionOff_ThereIsNoThreshold_AndNobodyIsCounted()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor() with { Protection = new ProtectionConfig { Mode = ProtectionMode.Off } };
        using SimulatedGateway gateway = Full(config, out _);
        GateOf(gateway).Control.Overflowed(NobodysKey);

        Send(gateway, "/second").Received.ShouldBeEmpty();

        SamplesOf(gateway).ArrivalsOf(AdmissionKey.Of(RequestClass.Default, 0)).ShouldBe(0);
        GateOf(gateway).Usages.ShouldAllBe(usage => usage == null);
    }

    [Fact]
    public void Client_IsCountedFromItsAdmissionToTheEnd()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        Send(gateway, "/");
        Present(gateway).ShouldBe(1);

        gateway.Pass(0.100);
        origin.Connections[0].Send(Ok);
        gateway.Pass(0.010);

        Present(gateway).ShouldBe(0);
        SamplesOf(gateway).CompletionsOf(RequestClass.Default).ShouldBe(1);
    }

    [Fact]
    public void ServersError_IsNoCompletion()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\nno");

        Send(gateway, "/").Received.ShouldEndWith("no");

        (SamplesOf(gateway).Completions(), SamplesOf(gateway).Sheds(), Present(gateway)).ShouldBe((0, 0, 0));
    }

    /// <summary>At no cost the heaviest client of a new route would not be among the top ones, and everybody else's share would be of the old route.</summary>
    [Fact]
    public void RouteIsNewAfterAReload_ItsRequestsCountAsMuchAsTheOthers()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        using SimulatedGateway gateway = new(config);
        gateway.Origin().AnswerEach(Ok);
        for (int request = 0; request < 60; request++)
        {
            Send(gateway, "/old");
            gateway.Pass(0.1);
            GateOf(gateway).Control.Tick(gateway.Network.Clock.NowNanoseconds, default);
        }

        long usual = GateOf(gateway).Control.State.MeanServiceNanoseconds;
        usual.ShouldBeGreaterThan(10_000);
        gateway.Reload(config with { Routes = [config.Routes[0] with { Name = "new" }] });
        long before = GateOf(gateway).UsageOf(0).OfferedNanoseconds;
        Send(gateway, "/new");

        (GateOf(gateway).UsageOf(0).OfferedNanoseconds - before).ShouldBe(usual);
    }

    /// <summary>One server with one slot, which the first client holds.</summary>
    private static SimulatedGateway Full(GatewayConfig config, out SimulatedOrigin origin)
    {
        SimulatedGateway gateway = new(config);
        origin = gateway.Origin();
        gateway.Worker.Pools[0].Snapshot.Servers[0].Limit = 1;
        Send(gateway, "/first");
        return gateway;
    }

    private static SimulatedPeer Send(SimulatedGateway gateway, string path, string fields = "")
    {
        SimulatedPeer client = gateway.Connect();
        client.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        gateway.Pass(0.002);
        return client;
    }

    private static PoolGate GateOf(SimulatedGateway gateway) => gateway.Worker.Pools[0].Snapshot.Gate;

    private static PoolSamples SamplesOf(SimulatedGateway gateway) => gateway.Worker.Pools[0].Samples;

    private static int Present(SimulatedGateway gateway)
    {
        ClientUsage usage = GateOf(gateway).UsageOf(0);
        return Enumerable.Range(0, usage.Slots).Sum(place => usage.TryRead(place, out _, out ClientSlot slot) ? slot.Present : 0);
    }
}
