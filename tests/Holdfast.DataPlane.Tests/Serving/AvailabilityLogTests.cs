using System.Diagnostics;

namespace Holdfast.DataPlane.Tests.Serving;

public sealed class AvailabilityLogTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public void ServerThatRefuses_IsNamedInTheLogWithItsPool()
    {
        const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        using ScriptedServer alive = ScriptedServer.Answering(Ok);
        using ScriptedServer gone = ScriptedServer.Answering(Ok);
        string address = gone.Address;
        using GatewayHarness gateway = new(alive, gone);
        gone.Dispose();

        // Requests until one met the dead server and a look at the verdicts has passed.
        Stopwatch since = Stopwatch.StartNew();
        while (!Told(gateway, address) && since.Elapsed < Longest)
        {
            gateway.Exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").ShouldStartWith("HTTP/1.1 200");
            Thread.Sleep(20);
        }

        Told(gateway, address).ShouldBeTrue();
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static bool Told(GatewayHarness gateway, string address) =>
        gateway.Events.Recent().Any(line => line.Message.StartsWith($"server {address} of pool shop is taken out: connections to it failed", StringComparison.Ordinal));
}
