using System.Text;
using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Serving;

public sealed class AllocationTests
{
    private const int Requests = 100_000;

    /// <summary>The worker allocates nothing for a request once it is warm: measured on the whole process, in which nothing else runs meanwhile.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void HundredThousandRequests_AllocateNothingOnTheWorkersThread() => ShouldAllocateNothing(config => config, "");

    [Fact]
    [Trait("Category", "Slow")]
    public void RequestsThatATrustedProxyTellsApartForRateLimits_AllocateNothingEither()
    {
        RateLimitConfig[] limits = [.. ((ClientKeySource[])[ClientKeySource.Client, ClientKeySource.Network, ClientKeySource.Key]).Select(source => new RateLimitConfig
        {
            Rate = new RequestRate(10_000_000, TimeSpan.FromSeconds(1)),
            Concurrency = 100,
            Per = new ClientKey(source, ""),
        })];
        ShouldAllocateNothing(
            config => config with { Forwarding = new ForwardingConfig { TrustedProxies = ["127.0.0.1"] }, Routes = [config.Routes[0] with { RateLimits = limits }] },
            "X-Forwarded-For: 198.51.100.7, 2001:db8:1:2::1\r\n");
    }

    private static void ShouldAllocateNothing(Func<GatewayConfig, GatewayConfig> change, string field)
    {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nServer: test\r\n\r\n"u8.ToArray().Concat(new byte[100]).ToArray();
        using ScriptedServer server = new(connection =>
        {
            byte[] buffer = new byte[4096];
            while (connection.Read(buffer) > 0)
            {
                connection.Write(answer);
            }
        });
        using GatewayHarness gateway = new(change(GatewayHarness.ConfigFor(server)));
        using ScriptedConnection client = gateway.Connect();
        byte[] request = Encoding.ASCII.GetBytes($"GET /some/path?with=query HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test\r\nAccept: */*\r\n{field}Cookie: a=b\r\n\r\n");
        byte[] received = new byte[4096];

        Run(client, request, received, 5_000);
        long before = gateway.Gateway.WorkerAllocatedBytes();
        Run(client, request, received, Requests);
        long allocated = gateway.Gateway.WorkerAllocatedBytes() - before;

        // Asking each worker costs the question itself, and a table that is made once may be made now (8,200 bytes were seen once); the smallest object for each request would be 2.4 MB.
        allocated.ShouldBeLessThan(16_384, $"{allocated} bytes for {Requests} requests");
    }

    private static void Run(ScriptedConnection client, byte[] request, byte[] received, int count)
    {
        for (int i = 0; i < count; i++)
        {
            client.Write(request);
            for (int total = 0; total < 100; total += client.Read(received))
            {
            }
        }
    }
}
