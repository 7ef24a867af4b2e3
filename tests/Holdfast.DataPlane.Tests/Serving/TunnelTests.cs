namespace Holdfast.DataPlane.Tests.Serving;

public sealed class TunnelTests
{
    private const string Upgrade = "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n";

    [Fact]
    public void AcceptedUpgrade_PassesRawBytesBothWaysUntilBothClose()
    {
        using ScriptedServer server = new(connection =>
        {
            connection.ReadHead();
            connection.Write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: y\r\n\r\nfirst");
            connection.ReadExactly(4).ShouldBe("ping");
            connection.Write("pong");
            connection.ReadToEnd();
        });
        using GatewayHarness gateway = new(server);
        using ScriptedConnection client = gateway.Connect();

        client.Write(Upgrade);
        string head = client.ReadHead()!;
        head.ShouldStartWith("HTTP/1.1 101 ");
        head.ShouldContain("Upgrade: websocket\r\n");
        head.ShouldContain("Sec-WebSocket-Accept: y\r\n");
        client.ReadExactly(5).ShouldBe("first");
        client.Write("ping");
        client.ReadExactly(4).ShouldBe("pong");
        client.ShutdownSend();
        client.ReadToEnd().ShouldBeEmpty();
        server.Heads.ShouldHaveSingleItem().ShouldContain("Connection: upgrade\r\nUpgrade: websocket\r\n");
    }

    [Fact]
    public void RefusedUpgrade_LeavesThePipelinedRequestARequest()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
        using GatewayHarness gateway = new(server);

        string answer = gateway.Exchange(Upgrade + "GET /second HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Split("HTTP/1.1 426").Length.ShouldBe(3);
        server.Heads.Count.ShouldBe(2);
        server.Heads.Last().ShouldStartWith("GET /second HTTP/1.1\r\n");
    }

    [Fact]
    public void UnknownUpgrade_IsForwardedWithoutIt()
    {
        using ScriptedServer server = ScriptedServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using GatewayHarness gateway = new(server);

        gateway.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade, close, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n\r\n").ShouldStartWith("HTTP/1.1 200 ");

        server.Heads.ShouldHaveSingleItem().ShouldNotContain("h2c");
    }
}
