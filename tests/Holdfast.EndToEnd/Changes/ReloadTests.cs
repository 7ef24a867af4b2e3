using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Changes;

/// <summary>Reloads by signal and by API while clients are served: nobody notices.</summary>
public sealed class ReloadTests(ITestOutputHelper report) : IDisposable
{
    private readonly Workplace place = new();
    private readonly List<NginxServer> servers = [];
    private readonly int sometimesPort = Ports.Free();

    [Fact]
    [Trait("Category", "Slow")]
    public void FiftyReloadsUnderLoad_FailNoRequest() => ReloadUnderLoad(50);

    [Fact]
    [Trait("Category", "Slow")]
    public void ThousandReloadsUnderLoad_FailNoRequest() => ReloadUnderLoad(1000);

    [Fact]
    [Trait("Category", "Slow")]
    public void BadFileUnderLoad_IsRefusedAndNothingChanges()
    {
        StartServers();
        string config = Config(second: false, "127.0.0.1:0");
        using GatewayProcess gateway = GatewayProcess.Start(place, config);
        long revision = gateway.Revision;
        using LoadClients load = new(gateway.Address, (2, LoadClients.Kept("/100")));
        load.Await(100);

        place.Write("gateway.yaml", "listeners: [");
        gateway.Child.Signal("HUP");
        Patience.Until(() => gateway.GetState().GetProperty("config").TryGetProperty("lastRefused", out var refused) && refused.ValueKind != System.Text.Json.JsonValueKind.Null, () => gateway.Said);
        load.Await(100);

        gateway.Revision.ShouldBe(revision);
        load.ShouldHaveFailedNever();
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private void ReloadUnderLoad(int reloads)
    {
        StartServers();
        string listener = $"127.0.0.1:{Ports.Free()}";
        string[] configs = [Config(second: false, listener), Config(second: true, listener)];
        using GatewayProcess gateway = GatewayProcess.Start(place, configs[0]);
        long revision = gateway.Revision;
        using LoadClients load = new(gateway.Address, (4, LoadClients.Kept("/100")), (2, LoadClients.Fresh("/10k")), (2, LoadClients.Post("/post")));
        load.Await(100);
        for (int reload = 1; reload <= reloads; reload++)
        {
            string next = configs[reload % 2];
            if (reload % 4 < 2)
            {
                gateway.PostConfig(next);
            }
            else
            {
                place.Write("gateway.yaml", gateway.WithAdmin(next));
                gateway.Child.Signal("HUP");
                Patience.Until(() => gateway.Revision == revision + reload, () => $"reload {reload} by signal; the gateway said: {gateway.Said}");
            }

            load.Await(2);
        }

        load.Await(100);
        gateway.Revision.ShouldBe(revision + reloads);
        report.WriteLine(load.FailureText);
        load.ShouldHaveFailedNever();
        load.ByServer.Keys.Order(StringComparer.Ordinal).ShouldBe(["s1", "s2", "s3"]);
    }

    private void StartServers() => servers.AddRange(new[] { "s1", "s2", "s3" }.Select(name => new NginxServer(place, name)));

    /// <summary>Two configurations that differ in servers, policy, routes, timeouts and a listener; one server stays.</summary>
    private string Config(bool second, string listener) => second
        ? $$"""
          listeners: [{ address: "{{listener}}" }, { address: "127.0.0.1:{{sometimesPort}}" }]
          routes: [{ match: { path: "/post" }, pool: posts }, { pool: shop }]
          pools:
            shop: { servers: ["{{servers[1].Address}}", "{{servers[2].Address}}"] }
            posts: { servers: ["{{servers[2].Address}}"] }
          timeouts: { firstByte: 20s }
          workers: 2
          """
        : $$"""
          listeners: [{ address: "{{listener}}" }]
          routes: [{ pool: shop }]
          pools:
            shop: { balance: round-robin, servers: ["{{servers[0].Address}}", "{{servers[1].Address}}"] }
          workers: 2
          """;
}
