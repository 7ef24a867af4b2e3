namespace Holdfast.DataPlane.Tests.Serving;

public sealed class LongBodyTests
{
    private const int Clients = 8;
    private const int RequestsOfEach = 40;
    private const int BodyBytes = 1_000_000;

    [Fact]
    public void LongBodies_LeaveTheServerConnectionToTheNextRequest()
    {
        string body = new('x', BodyBytes);
        using ScriptedServer server = ScriptedServer.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {BodyBytes}\r\n\r\n{body}");
        using GatewayHarness gateway = new(GatewayHarness.ConfigFor(server) with { Workers = 1 });

        // At once, so that the worker takes bytes whose event waits in the same batch: that event then meets an idle connection.
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Factory.StartNew(() => Read(gateway), TaskCreationOptions.LongRunning))];
        Task.WaitAll(clients);

        server.Connections.ShouldBeLessThanOrEqualTo(Clients);
    }

    private static void Read(GatewayHarness gateway)
    {
        using ScriptedConnection client = gateway.Connect();
        for (int i = 0; i < RequestsOfEach; i++)
        {
            client.Write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.ReadBody(client.ReadHead()!).Length.ShouldBe(BodyBytes);
        }
    }
}
