using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>What a worker does while the gateway itself is under pressure.</summary>
public sealed class PressureTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static GatewayConfig Config()
    {
        GatewayConfig config = SimulatedGateway.ConfigFor();
        RouteConfig Of(string path, RequestClass requestClass) => new() { Pool = "shop", Match = new MatchConfig { Path = path }, Class = requestClass };
        return config with { Routes = [Of("/pay", RequestClass.Critical), Of("/export", RequestClass.Bulk), .. config.Routes] };
    }

    private static string Ask(SimulatedGateway gateway, SimulatedPeer client, string request)
    {
        client.Take();
        client.Send(request);
        gateway.Pass(0.003);
        return client.Received;
    }

    private static string Get(string path) => $"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n";

    [Fact]
    public void EachStep_ServesWhatItMay()
    {
        using SimulatedGateway gateway = new(Config());
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();

        gateway.Worker.Pressure.Step = PressureStep.NoLesserBodies;
        Ask(gateway, client, Get("/export")).ShouldEndWith("ok");
        gateway.Worker.Pressure.Step = PressureStep.NoLesserRequests;
        Ask(gateway, client, Get("/export")).ShouldContain("X-Shed-Reason: shed_pressure\r\n");
        Ask(gateway, client, Get("/look")).ShouldEndWith("ok");
        gateway.Worker.Pressure.Step = PressureStep.CriticalOnly;
        Ask(gateway, client, Get("/look")).ShouldStartWith("HTTP/1.1 503");
        Ask(gateway, client, Get("/pay")).ShouldEndWith("ok");
        gateway.Worker.Pools[0].Samples.Sheds().ShouldBe(0, "the pool is not short of anything");
    }

    [Fact]
    public void BodyOfALesserRequest_IsRefusedBeforeItIsRead()
    {
        using SimulatedGateway gateway = new(Config());
        SimulatedOrigin origin = gateway.Origin();
        gateway.Worker.Pressure.Step = PressureStep.NoLesserBodies;

        Ask(gateway, gateway.Connect(), "POST /export HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n").ShouldStartWith("HTTP/1.1 503");
        Ask(gateway, gateway.Connect(), "POST /look HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n").ShouldBeEmpty();
        origin.Requests.ShouldContain("POST /look");
    }

    [Fact]
    public void AtTheEnd_NewClientsWaitAndAreServedAfterwards()
    {
        using SimulatedGateway gateway = new(Config());
        gateway.Origin().AnswerEach(Ok);
        gateway.Worker.Pressure.Step = PressureStep.CriticalOnly;
        SimulatedPeer client = gateway.Connect();
        client.Send(Get("/look"));
        gateway.Pass(1);
        gateway.Worker.Clients.Count.ShouldBe(0);
        client.Received.ShouldBeEmpty();

        gateway.Worker.Pressure.Step = PressureStep.None;
        gateway.Pass(0.2);
        client.Received.ShouldEndWith("ok");
    }

    [Fact]
    public void IdleClients_AreLetGoSoon_WhetherIdleBeforeOrAfter()
    {
        using SimulatedGateway gateway = new(Config());
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer before = gateway.Connect();
        Ask(gateway, before, Get("/look"));
        gateway.Worker.Pressure.LacksRoom = true;
        gateway.Worker.Clients.ShortenIdle();
        SimulatedPeer after = gateway.Connect();
        Ask(gateway, after, Get("/look"));

        gateway.Pass(1);
        gateway.Worker.Clients.Count.ShouldBe(2);
        gateway.Pass(1.2);
        gateway.Worker.Clients.Count.ShouldBe(0);
        before.Ended.ShouldBeTrue();
        after.Ended.ShouldBeTrue();
    }

    [Fact]
    public void LongestTurn_IsTakenOnce()
    {
        using SimulatedGateway gateway = new(Config());
        gateway.Worker.TakeLongestTurn(gateway.Network.Clock.NowNanoseconds);
        gateway.Worker.Turn(mayWait: false);
        gateway.Network.Clock.Advance(TimeSpan.FromMilliseconds(70));
        gateway.Worker.TakeLongestTurn(gateway.Network.Clock.NowNanoseconds).ShouldBe(70_000_000, "a turn that goes on counts so far");
        gateway.Worker.NoteTime();
        gateway.Worker.Turn(mayWait: false);
        gateway.Worker.TakeLongestTurn(gateway.Network.Clock.NowNanoseconds).ShouldBe(70_000_000);
        gateway.Worker.Turn(mayWait: false);
        gateway.Worker.TakeLongestTurn(gateway.Network.Clock.NowNanoseconds).ShouldBe(0);
    }
}
