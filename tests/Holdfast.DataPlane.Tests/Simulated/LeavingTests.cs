using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>A gateway that leaves, a server that leaves: what is under way is served, who waits for nothing is let go.</summary>
public sealed class LeavingTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public void IdleClient_IsClosedAtOnceWhenTheGatewayLeaves()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);

        LetGo(gateway);

        client.Ended.ShouldBeTrue();
        client.WasReset.ShouldBeFalse();
        gateway.Quota.Count.ShouldBe(0);
    }

    [Fact]
    public void ClientThatHasJustConnected_IsStillServedOnceAndTold()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();

        LetGo(gateway);
        client.Ended.ShouldBeFalse("its first request may be on its way");
        client.Send(Get);
        gateway.Pass(1);

        client.Received.ShouldContain("Connection: close\r\n");
        client.Received.ShouldEndWith("ok");
        client.Ended.ShouldBeTrue();
    }

    [Fact]
    public void RequestThatWaitsUnreadWhenIdleClientsAreClosed_IsServed()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);
        client.Take();

        client.Send(Get);
        gateway.Network.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using Networking.IEventLoop nobody = gateway.Network.CreateLoop();
        // Delivers to the worker's socket without telling the worker.
        nobody.Turn(0);
        LetGo(gateway);
        gateway.Pass(1);

        client.Received.ShouldEndWith("ok");
        client.WasReset.ShouldBeFalse();
    }

    [Fact]
    public void ClientInTheMiddleOfAnAnswer_GetsItAllAndIsClosedThen()
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\npart");
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);

        LetGo(gateway);
        client.Ended.ShouldBeFalse();
        origin.Connections[0].Send("rest");
        gateway.Pass(1);
        LetGo(gateway);

        client.Received.ShouldEndWith("partrest");
        client.Ended.ShouldBeTrue();
    }

    [Fact]
    public void RetryWhenItsWholePoolHasLeft_GoesToTheRoutesNewPool()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80"));
        SimulatedOrigin leaving = gateway.Origin("10.0.0.1:80");
        SimulatedOrigin coming = gateway.Origin("10.0.0.2:80");
        coming.AnswerEach(Ok);
        leaving.AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);
        client.Take();
        leaving.OnBytes = null;

        client.Send(Get);
        gateway.Pass(1);
        gateway.Reload(SimulatedGateway.ConfigFor("10.0.0.2:80"));
        leaving.Connections[0].Close();
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        coming.Connections.Count.ShouldBe(1);
    }

    [Fact]
    public void RetryWhenItsRouteHasLeftToo_IsAnsweredWithTheFailure()
    {
        using SimulatedGateway gateway = new(SimulatedGateway.ConfigFor("10.0.0.1:80"));
        SimulatedOrigin leaving = gateway.Origin("10.0.0.1:80");
        leaving.AnswerEach(Ok);
        SimulatedPeer client = gateway.Connect();
        client.Send(Get);
        gateway.Pass(1);
        client.Take();
        leaving.OnBytes = null;

        client.Send(Get);
        gateway.Pass(1);
        gateway.Reload(SimulatedGateway.ConfigFor("10.0.0.2:80") with { Routes = [new RouteConfig { Pool = "shop", Match = new MatchConfig { Path = "/other" } }] });
        leaving.Connections[0].Close();
        gateway.Pass(1);

        client.Received.ShouldStartWith("HTTP/1.1 502 ");
    }

    private static void LetGo(SimulatedGateway gateway)
    {
        gateway.Worker.BeginDrain();
        gateway.Worker.Clients.CloseIdle(alsoNew: false);
        gateway.Pass(0.1);
    }
}
