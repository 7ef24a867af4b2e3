using System.Globalization;

namespace Holdfast.DataPlane.Tests.Simulated;

/// <summary>The gateway's own answers say when they were made (RFC 9110 section 6.6.1).</summary>
public sealed class DateTests
{
    private static DateTimeOffset DateOf(string answer) =>
        DateTimeOffset.ParseExact(answer.Split("\r\nDate: ")[1].Split('\r')[0], "R", CultureInfo.InvariantCulture);

    [Fact]
    public void OwnAnswers_CarryTheSecondInWhichTheyWereMade()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin().Kill();
        SimulatedPeer client = gateway.Connect();
        DateTimeOffset previous = DateTimeOffset.MinValue;
        for (int second = 0; second < 3; second++)
        {
            client.Take();
            client.Send("GET /../x HTTP/1.1\r\nHost: a\r\n\r\n");
            gateway.Pass(0.002);
            client.Received.ShouldStartWith("HTTP/1.1 400 Bad Request\r\nDate: ");
            DateTimeOffset date = DateOf(client.Received);
            (gateway.Network.Clock.UtcNow - date).TotalSeconds.ShouldBeInRange(0, 1.01);
            date.ShouldBeGreaterThan(previous);
            previous = date;
            gateway.Pass(1);
        }
    }

    [Fact]
    public void ShedAnswer_CarriesItToo()
    {
        using SimulatedGateway gateway = new();
        gateway.Origin();
        SimulatedPeer client = gateway.Connect();
        gateway.Worker.Pressure.Step = PressureStep.CriticalOnly;
        client.Send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        gateway.Pass(0.002);

        client.Received.ShouldStartWith("HTTP/1.1 503 Service Unavailable\r\nDate: ");
        client.Received.ShouldContain("\r\nRetry-After: ");
        DateOf(client.Received);
    }
}
