namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>What the control loop learns from a server's answers, by their status.</summary>
public sealed class ErrorAnswerTests
{
    [Theory]
    [InlineData("200 OK", 1, 0, 0)]
    [InlineData("404 Not Found", 1, 0, 0)]
    [InlineData("501 Not Implemented", 1, 0, 0)]
    [InlineData("500 Internal Server Error", 1, 1, 0)]
    [InlineData("502 Bad Gateway", 1, 1, 0)]
    [InlineData("503 Service Unavailable", 0, 0, 1)]
    [InlineData("429 Too Many Requests", 0, 0, 1)]
    public void Answer_IsCountedByWhatItSaysOfTheServer(string status, int answers, int failures, int drops)
    {
        using SimulatedGateway gateway = new();
        SimulatedOrigin origin = gateway.Origin();
        origin.AnswerEach($"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nok");
        SimulatedPeer client = gateway.Connect();
        client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.1);

        client.Received.ShouldStartWith($"HTTP/1.1 {status}\r\n");
        SampleTotals sum = default;
        gateway.Worker.Pools[0].Snapshot.Gate.Control.Servers[0].SamplesOf(0).AddTo(ref sum);
        (sum.Answers, sum.Failures, sum.Drops).ShouldBe((answers, failures, drops));
    }
}
