using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Changes;

/// <summary>`holdfast run --takeover` beside the running one while clients are served: nobody notices, and the old process leaves.</summary>
public sealed class TakeoverTests(ITestOutputHelper report) : IDisposable
{
    private readonly Workplace place = new();
    private readonly List<NginxServer> servers = [];

    [Fact]
    [Trait("Category", "Slow")]
    public void TwoTakeoversUnderLoad_FailNoRequest() => TakeOverUnderLoad(2);

    [Fact]
    [Trait("Category", "Slow")]
    public void TwentyTakeoversUnderLoad_FailNoRequest() => TakeOverUnderLoad(20);

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private void TakeOverUnderLoad(int takeovers)
    {
        servers.AddRange(new[] { "s1", "s2" }.Select(name => new NginxServer(place, name)));
        GatewayProcess gateway = GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:{{Ports.Free()}}" }]
            routes: [{ pool: shop }]
            pools: { shop: { servers: ["{{servers[0].Address}}", "{{servers[1].Address}}"] } }
            workers: 2
            """);
        try
        {
            // The slow files keep requests in flight over every moment of the change.
            using LoadClients load = new(gateway.Address, (3, LoadClients.Kept("/100")), (2, LoadClients.Fresh("/10k")), (2, LoadClients.Post("/post")), (2, LoadClients.Kept("/slow/10k")));
            List<HttpConnection> idle = [.. Enumerable.Range(0, 50).Select(_ => new HttpConnection(gateway.Address))];
            idle.ForEach(client => client.Exchange(HttpConnection.Get("/100")).Status.ShouldBe(200));
            load.Await(100);
            for (int takeover = 1; takeover <= takeovers; takeover++)
            {
                GatewayProcess old = gateway;
                gateway = old.StartSuccessor(place);
                using (old)
                {
                    old.Child.WaitForExit(Patience.Limit).ShouldBe(0, old.Said);
                }

                gateway.WaitForAdmin();
                load.Await(50);
                idle.ForEach(client => client.Exchange(HttpConnection.Get("/100")).Status.ShouldBe(200));
            }

            report.WriteLine(load.FailureText);
            load.ShouldHaveFailedNever();
            idle.ForEach(client => client.Dispose());
        }
        finally
        {
            gateway.Dispose();
        }
    }
}
