using System.Diagnostics;

namespace Holdfast.EndToEnd.Crowds;

/// <summary>Clients that never finish their head are told so in time, and many of them do no harm.</summary>
public sealed class SlowHeadTests : IDisposable
{
    private readonly Workplace place = new();
    private readonly NginxServer nginx;
    private readonly GatewayProcess gateway;

    public SlowHeadTests()
    {
        nginx = new NginxServer(place, "s1");
        gateway = GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: ["{{nginx.Address}}"] } }
            timeouts: { requestHead: 2s }
            workers: 1
            """);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ByteASecond_Is408AfterTheTimeForAHead()
    {
        using HttpConnection client = new(gateway.Address);
        Stopwatch taken = Stopwatch.StartNew();
        using Timer drip = new(_ => TrySend(client), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));

        HttpAnswer answer = client.ReadAnswer();

        answer.Status.ShouldBe(408);
        answer.Closes.ShouldBeTrue();
        taken.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(6));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void TwoHundredAtOnce_LeaveANormalClientUnharmed()
    {
        HttpConnection[] slow = [.. Enumerable.Range(0, 200).Select(_ => new HttpConnection(gateway.Address))];
        try
        {
            using Timer drip = new(_ => Array.ForEach(slow, TrySend), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            using LoadClients load = new(gateway.Address, (2, LoadClients.Kept("/100")), (1, LoadClients.Fresh("/100")));

            slow.Select(client => client.ReadAnswer().Status).ShouldAllBe(status => status == 408);

            load.ShouldHaveFailedNever();
            // In two seconds and more; a client that waits for one of the slow ones would have a dozen. The machine may be busy.
            load.Answered.ShouldBeGreaterThan(100);
        }
        finally
        {
            Array.ForEach(slow, client => client.Dispose());
        }
    }

    public void Dispose()
    {
        gateway.Dispose();
        nginx.Dispose();
        place.Dispose();
    }

    private static void TrySend(HttpConnection client)
    {
        try
        {
            client.Send("G");
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            // Told to leave already.
        }
    }
}
